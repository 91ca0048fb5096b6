"""Message transports with synchronous and asynchronous relatives."""
import abc
import asyncio
import logging
from collections.abc import Awaitable, Coroutine
from typing import Any, Protocol

log = logging.getLogger("transport")


class Transport(abc.ABC):
    @abc.abstractmethod
    async def send(self, data: bytes) -> int: ...

    @abc.abstractmethod
    def close(self) -> None: ...

    def drain(self) -> Awaitable[None]:
        return asyncio.sleep(0)

    def on_event(self, name: str) -> Any:
        log.debug("event %s", name)


class Tcp(Transport):
    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writer = writer
        self.sent = 0

    async def send(self, data: bytes) -> int:
        self.writer.write(data)
        await self.writer.drain()
        return len(data)

    def close(self) -> None:
        self.writer.close()

    async def drain(self) -> None:
        await self.writer.drain()


class Delegating(Transport):
    def __init__(self, inner: Transport) -> None:
        self.inner = inner

    def send(self, data: bytes) -> Awaitable[int]:
        return self.inner.send(data)

    def close(self) -> None:
        self.inner.close()


class Background(Transport):
    def __init__(self, inner: Transport) -> None:
        self.inner = inner
        self.tasks: set[asyncio.Task] = set()

    def send(self, data: bytes) -> "asyncio.Task[int]":
        task = asyncio.create_task(self._send(data))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    async def _send(self, data: bytes) -> int:
        return await self.inner.send(data)

    def close(self) -> None:
        for task in self.tasks:
            task.cancel()


class Sink(Protocol):
    def write(self, line: str) -> Coroutine[Any, Any, None]: ...


class LogSink(Sink):
    async def write(self, line: str) -> None:
        await asyncio.sleep(0)
        log.info(line)


class SyncWriter:
    """No relation to LogSink: the blocking flavour."""

    def write(self, line: str) -> None:
        log.info(line)


async def flush(transport: Transport, lines: list[bytes]) -> int:
    total = 0
    for line in lines:
        total += await transport.send(line)
    await transport.drain()
    transport.close()
    return total
