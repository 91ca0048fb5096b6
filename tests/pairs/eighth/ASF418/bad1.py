"""Home automation hub: every protocol adapter is a startable service."""
from __future__ import annotations

import logging

import anyio
import trio
from anyio.abc import TaskStatus

log = logging.getLogger("hub")


class AdapterError(Exception):
    pass


class Adapter:
    name = "adapter"

    def __init__(self) -> None:
        self.states: dict[str, str] = {}
        self.launched = False

    def started(self) -> None:
        self.launched = True
        log.info("%s is up", self.name)

    async def listen(self, port: int) -> None:
        listeners = await trio.open_tcp_listeners(port)
        await trio.serve_listeners(self.session, listeners)

    async def session(self, stream: trio.SocketStream) -> None:
        async for chunk in stream:
            device, _, state = chunk.decode().partition("=")
            self.states[device] = state


class Zigbee(Adapter):
    name = "zigbee"

    async def run(self, port: int, *, task_status=trio.TASK_STATUS_IGNORED) -> None:  # expect: ASF418
        self.started()
        await self.listen(port)


class Mqtt(Adapter):
    name = "mqtt"

    async def run(self, port: int, *, task_status: trio.TaskStatus[int] = trio.TASK_STATUS_IGNORED) -> None:  # expect: ASF418
        log.debug("%s listens on %d", self.name, port)
        task_status.started
        with trio.CancelScope():
            await self.listen(port)


async def heartbeat(host: str, *, task_status: TaskStatus[None] = anyio.TASK_STATUS_IGNORED) -> None:  # expect: ASF418
    stream = await anyio.connect_tcp(host, 1900)
    async with stream:
        while True:
            await stream.send(b"alive")
            await anyio.sleep(10)


async def web(port: int, *, task_status=trio.TASK_STATUS_IGNORED) -> None:
    listeners = await trio.open_tcp_listeners(port)
    task_status.started(listeners[0].socket.getsockname()[1])
    await trio.serve_listeners(Adapter().session, listeners)


class Hub:
    def __init__(self, port: int) -> None:
        self.port = port
        self._manager = trio.open_nursery()
        self._nursery: trio.Nursery | None = None

    async def __aenter__(self) -> "Hub":
        nursery = self._nursery = await self._manager.__aenter__()
        nursery.start_soon(web, self.port)  # expect: ASF418
        return self

    async def __aexit__(self, *exc_info) -> bool | None:
        assert self._nursery is not None
        self._nursery.cancel_scope.cancel()
        return await self._manager.__aexit__(*exc_info)


async def main() -> None:
    async with Hub(8080) as hub:
        log.info("hub on %d", hub.port)
        async with trio.open_nursery() as nursery:
            for adapter, port in ((Zigbee(), 7001), (Mqtt(), 1883)):
                nursery.start_soon(adapter.run, port)


if __name__ == "__main__":
    trio.run(main)
