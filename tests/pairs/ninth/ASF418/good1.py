"""Services of a small game server on trio/anyio."""
from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from typing import Any

import anyio
import trio
from anyio.abc import TaskStatus

log = logging.getLogger("game")


class Service(ABC):
    @abstractmethod
    async def run(self, *, task_status: trio.TaskStatus[Any] = trio.TASK_STATUS_IGNORED) -> None:
        """Call task_status.started() once the service takes requests."""


class Echo(Service):
    def __init__(self, port: int) -> None:
        self.port = port

    async def _session(self, stream: trio.SocketStream) -> None:
        async for chunk in stream:
            await stream.send_all(chunk)

    async def run(self, *, task_status: trio.TaskStatus[Any] = trio.TASK_STATUS_IGNORED) -> None:
        await trio.serve_tcp(self._session, self.port, task_status=task_status)


class Clock(Service):
    def __init__(self, period: float) -> None:
        self.period = period
        self.ticks = 0

    async def run(self, *, task_status: trio.TaskStatus[Any] = trio.TASK_STATUS_IGNORED) -> None:
        ready = task_status.started
        ready(self.period)
        while True:
            await trio.sleep(self.period)
            self.ticks += 1


class Lobby:
    def __init__(self, services: list[Service]) -> None:
        self.services = services
        self._manager: Any = None
        self._nursery: trio.Nursery | None = None

    async def _housekeeping(self) -> None:
        while True:
            await trio.sleep(60)
            log.debug("%d services", len(self.services))

    async def __aenter__(self) -> Lobby:
        self._manager = trio.open_nursery()
        self._nursery = await self._manager.__aenter__()
        for service in self.services:
            await self._nursery.start(service.run)
        self._nursery.start_soon(self._housekeeping)
        return self

    async def __aexit__(self, *exc: Any) -> bool | None:
        assert self._nursery is not None
        self._nursery.cancel_scope.cancel()
        return await self._manager.__aexit__(*exc)

    async def restart(self, service: Service) -> None:
        assert self._nursery is not None
        await trio.lowlevel.checkpoint()
        self._nursery.start_soon(service.run)


async def connect(host: str, *, task_status: TaskStatus[int] = anyio.TASK_STATUS_IGNORED) -> None:
    async with await anyio.connect_tcp(host, 4000) as stream:
        match await stream.receive():
            case b"v1":
                task_status.started(1)
            case b"v2":
                task_status.started(2)
            case other:
                raise ConnectionError(other)
        await anyio.sleep(1)


async def main() -> None:
    clock = Clock(0.1)
    async with Lobby([Echo(4000), clock]) as lobby:
        await lobby.restart(clock)
        async with anyio.create_task_group() as group:
            log.info("version %s", await group.start(connect, "localhost"))


if __name__ == "__main__":
    trio.run(main)
