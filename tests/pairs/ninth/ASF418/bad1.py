"""Listener services of a trio-based mail relay."""
from __future__ import annotations

import logging
from typing import Any

import anyio
import trio
from anyio.abc import TaskStatus

log = logging.getLogger("relay")


class Spool:
    def __init__(self) -> None:
        self.messages: list[bytes] = []

    async def add(self, message: bytes) -> None:
        await trio.lowlevel.checkpoint()
        self.messages.append(message)


class Listener:
    def __init__(self, port: int, spool: Spool) -> None:
        self.port = port
        self.spool = spool
        self.connections = 0
        self._manager: Any = None
        self._nursery: trio.Nursery | None = None

    async def _session(self, stream: trio.SocketStream) -> None:
        self.connections += 1
        async with stream:
            async for chunk in stream:
                await self.spool.add(bytes(chunk))

    async def serve(self, *, task_status: trio.TaskStatus[int] = trio.TASK_STATUS_IGNORED) -> None:
        listeners = await trio.open_tcp_listeners(self.port)
        task_status.started(self.port)
        await trio.serve_listeners(self._session, listeners)

    async def flush(self, period: float, *, task_status=trio.TASK_STATUS_IGNORED) -> None:  # expect: ASF418
        if task_status is not trio.TASK_STATUS_IGNORED:
            log.debug("flushing every %s s", period)
        while True:
            await trio.sleep(period)
            self.spool.messages.clear()

    async def __aenter__(self) -> Listener:
        self._manager = trio.open_nursery()
        self._nursery = await self._manager.__aenter__()
        spawn = self._nursery.start_soon
        spawn(self.serve)  # expect: ASF418
        return self

    async def __aexit__(self, *exc: Any) -> bool | None:
        assert self._nursery is not None
        self._nursery.cancel_scope.cancel()
        return await self._manager.__aexit__(*exc)


class Health:
    def __init__(self) -> None:
        self.ready = anyio.Event()

    async def watch(self, host: str, task_status: TaskStatus[None] = anyio.TASK_STATUS_IGNORED) -> None:  # expect: ASF418
        async with await anyio.connect_tcp(host, 25) as stream:
            banner = await stream.receive()
            if banner.startswith(b"220"):
                self.ready.set()
                task_status.started
            await anyio.sleep_forever()


async def main() -> None:
    async with Listener(2525, Spool()) as listener, trio.open_nursery() as nursery:
        await nursery.start(listener.flush, 5.0)
        await nursery.start(Health().watch, "localhost")
        nursery.cancel_scope.cancel()


if __name__ == "__main__":
    trio.run(main)
