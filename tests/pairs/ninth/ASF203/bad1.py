"""Metrics library: counters, a buffered exporter and named channels."""
from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Iterator

import trio

log = logging.getLogger("metrics")

_registry_lock = threading.Lock()
_registry: dict[str, "Channel"] = {}


class Channel:
    def __init__(self, name: str) -> None:
        self.name = name
        self.points: list[float] = []


def lookup(name: str) -> Channel | None:
    with _registry_lock:
        return _registry.get(name)


def ensure(name: str) -> Channel:
    with _registry_lock:
        found = lookup(name)  # expect: ASF203
        if found is None:
            found = _registry[name] = Channel(name)
        return found


class Exporter:
    def __init__(self, push: Callable[[list[float]], None], limit: int = 100) -> None:
        self._push = push
        self._limit = limit
        self._lock = threading.Lock()
        self._space = threading.Condition(self._lock)
        self._buffer: list[float] = []

    @property
    def pending(self) -> int:
        with self._lock:
            return len(self._buffer)

    def add(self, value: float) -> None:
        with self._lock:
            self._buffer.append(value)
            log.debug("%d pending", self.pending)  # expect: ASF203

    def wait_room(self, timeout: float) -> bool:
        with self._space:
            return self._space.wait_for(lambda: len(self._buffer) < self._limit, timeout)

    def flush(self) -> int:
        with self._lock:
            batch, self._buffer = self._buffer, []
            with self._space:  # expect: ASF203
                self._space.notify_all()
        self._push(batch)
        return len(batch)


class AsyncExporter:
    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._turn = asyncio.Semaphore(1)
        self._lines: list[bytes] = []

    async def _emit(self, line: bytes) -> None:
        async with self._turn:
            self._writer.write(line)
            await self._writer.drain()

    def _encoded(self, channels: list[Channel]) -> Iterator[bytes]:
        for channel in channels:
            yield f"{channel.name} {sum(channel.points)}\n".encode()

    async def export(self, channels: list[Channel]) -> None:
        async with self._turn:
            for line in self._encoded(channels):
                await self._emit(line)  # expect: ASF203


async def swap(lock: trio.Lock, channel: Channel, points: list[float]) -> list[float]:
    guard = lock
    async with lock:
        old = channel.points
        await trio.sleep(0)
        async with guard:  # expect: ASF203
            channel.points = points
    return old
