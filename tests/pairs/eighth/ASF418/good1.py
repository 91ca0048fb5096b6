"""Build server: coordinator and workers, on trio and anyio."""
from __future__ import annotations

import logging
from contextlib import AsyncExitStack

import anyio
import trio

log = logging.getLogger(__name__)


class Coordinator:
    def __init__(self) -> None:
        self._stack = AsyncExitStack()
        self.port: int | None = None
        self.builds = 0

    async def handle(self, stream: trio.SocketStream) -> None:
        async for chunk in stream:
            log.info("build %s", chunk.decode())
            self.builds += 1

    async def serve(self, *, task_status=trio.TASK_STATUS_IGNORED) -> None:
        await trio.serve_tcp(self.handle, 0, task_status=task_status)

    async def janitor(self) -> None:
        while True:
            await trio.sleep(60)
            log.debug("%d builds", self.builds)

    async def __aenter__(self) -> "Coordinator":
        nursery = await self._stack.enter_async_context(trio.open_nursery())
        listeners = await nursery.start(self.serve)
        self.port = listeners[0].socket.getsockname()[1]
        nursery.start_soon(self.janitor)
        self._stack.callback(nursery.cancel_scope.cancel)
        return self

    async def __aexit__(self, *exc_info) -> bool | None:
        return await self._stack.__aexit__(*exc_info)


async def worker(host: str, port: int, *, task_status=trio.TASK_STATUS_IGNORED) -> None:
    try:
        stream = await trio.open_tcp_stream(host, port)
    except OSError as exc:
        log.error("no coordinator: %s", exc)
        task_status.started(None)
        return
    async with stream:
        task_status.started(host)
        await stream.send_all(b"ready")


async def supervise(name: str, *, task_status=trio.TASK_STATUS_IGNORED) -> None:
    async with trio.open_nursery() as nursery:
        await nursery.start(worker, "localhost", 7000)
        task_status.started(nursery.cancel_scope)
        log.info("%s supervised", name)


async def ticker(*, task_status=anyio.TASK_STATUS_IGNORED) -> None:
    def announce() -> None:
        task_status.started()

    await anyio.sleep(0.1)
    announce()
    while True:
        await anyio.sleep(1)
        log.debug("tick")


async def describe(task_status: str) -> str:
    await anyio.sleep(0.01)
    return f"the task is {task_status}"


async def main() -> None:
    async with Coordinator() as coordinator:
        async with trio.open_nursery() as nursery:
            await nursery.start(supervise, "first")
            nursery.start_soon(worker, "localhost", coordinator.port)


if __name__ == "__main__":
    trio.run(main)
