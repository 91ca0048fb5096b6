"""Serial bus client with reconnects: pending requests survive a link loss."""
from __future__ import annotations

import asyncio
import itertools
import logging
import threading
from collections.abc import Callable
from typing import Any

import anyio

log = logging.getLogger("bus")

_stats_lock = threading.Lock()
_stats: dict[str, int] = {}


def count(name: str) -> None:
    with _stats_lock:
        _stats[name] = _stats.get(name, 0) + 1


def reset_stats() -> dict[str, int]:
    global _stats, _stats_lock
    with _stats_lock:
        old, _stats = _stats, {}
    _stats_lock = threading.Lock()  # expect: ASF210
    return old


def make_guard() -> threading.RLock:
    return threading.RLock()


class Link:
    def __init__(self, write: Callable[[bytes], None]) -> None:
        self._write = write
        self._guard = make_guard()
        self._ids = itertools.count(1)
        self._pending: dict[int, bytes] = {}

    def request(self, body: bytes) -> int:
        with self._guard:
            number = next(self._ids)
            self._pending[number] = body
            self._write(body)
        count("requests")
        return number

    def answer(self, number: int) -> bytes | None:
        with self._guard:
            return self._pending.pop(number, None)

    def attach(self, write: Callable[[bytes], None]) -> None:
        self._write, self._guard = write, make_guard()  # expect: ASF210
        log.info("attached, %d pending", len(self._pending))


class AsyncLink:
    def __init__(self, host: str, port: int) -> None:
        self.peer = (host, port)
        self._turn = asyncio.Lock()
        self._writer: asyncio.StreamWriter | None = None

    async def connect(self) -> None:
        reader, self._writer = await asyncio.open_connection(*self.peer)
        setattr(self, "_turn", asyncio.Lock())  # expect: ASF210
        log.debug("greeting %r", await reader.readline())

    async def send(self, line: bytes) -> None:
        async with self._turn:
            if self._writer is None:
                raise ConnectionError("not connected")
            self._writer.write(line)
            await self._writer.drain()


class Pool:
    def __init__(self, limit: int) -> None:
        self.limiter = anyio.Semaphore(limit)
        self.mutex = anyio.Lock()
        self.links: list[Any] = []

    async def add(self, link: Any) -> None:
        async with self.limiter, self.mutex:
            await anyio.sleep(0)
            self.links.append(link)

    def on_network_change(self) -> None:
        for link in self.links:
            log.info("dropping %r", link)
        self.mutex = anyio.Lock()  # expect: ASF210
