"""Event store: readers iterate over segments while writers append."""
from __future__ import annotations

import asyncio
import itertools
import logging
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import anyio
import trio

log = logging.getLogger("eventstore")


@dataclass(frozen=True)
class Event:
    seq: int
    kind: str
    body: bytes = b""


class Segment:
    def __init__(self, first: int) -> None:
        self.first = first
        self._events: list[Event] = []
        self._lock = threading.RLock()

    def append(self, event: Event) -> None:
        with self._lock:
            self._events.append(event)

    def __iter__(self) -> Iterator[Event]:
        with self._lock:
            yield from self._events  # expect: ASF207

    def kinds(self) -> set[str]:
        with self._lock:
            return {event.kind for event in self._events}


class Store:
    def __init__(self) -> None:
        self._segments: list[Segment] = [Segment(0)]
        self._mutex = threading.Lock()
        self._tail = asyncio.Condition()
        self._seq = itertools.count()
        self._last = -1

    @contextmanager
    def _locked(self) -> Iterator[list[Segment]]:
        with self._mutex:
            yield self._segments

    def append(self, kind: str, body: bytes) -> Event:
        with self._locked() as segments:
            event = Event(next(self._seq), kind, body)
            segments[-1].append(event)
            self._last = event.seq
            return event

    async def announce(self) -> None:
        async with self._tail:
            self._tail.notify_all()

    def scan(self, kind: str) -> Iterator[tuple[int, int]]:
        with self._locked() as segments:
            for segment in segments:
                if kind in segment.kinds():
                    yield segment.first, len(segments)  # expect: ASF207

    async def follow(self, since: int) -> AsyncIterator[int]:
        async with self._tail:
            while True:
                while self._last < since:
                    await self._tail.wait()
                yield since  # expect: ASF207
                since += 1


async def pages(lock: anyio.Lock, rows: list[bytes], size: int) -> AsyncIterator[list[bytes]]:
    await lock.acquire()
    try:
        for start in range(0, len(rows), size):
            await anyio.sleep(0)
            yield rows[start : start + size]  # expect: ASF207
    finally:
        lock.release()


async def count(lock: trio.Lock, store: Store) -> int:
    async with lock:
        await trio.sleep(0)
        return sum(1 for _ in store.scan("count"))
