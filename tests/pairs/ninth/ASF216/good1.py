"""Resource broker: reservations, conditional locking and hand-overs."""
from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable

import trio

log = logging.getLogger("broker")


class Broker:
    def __init__(self, size: int) -> None:
        self._lock = threading.Lock()
        self._free = threading.Semaphore(size)
        self._names: list[str] = []

    def reserve(self) -> None:
        self._free.acquire()

    def give_back(self) -> None:
        self._free.release()

    def grow(self, count: int) -> None:
        for _ in range(count):
            self._free.release()

    def add(self, name: str, *, locked: bool = False) -> None:
        if not locked:
            self._lock.acquire()
        try:
            self._names.append(name)
        finally:
            if not locked:
                self._lock.release()

    def try_add(self, name: str) -> bool:
        got = self._lock.acquire(timeout=0.1)
        try:
            if got:
                self._names.append(name)
            return got
        finally:
            if got:
                self._lock.release()

    def notify(self, tell: Callable[[str], None]) -> None:
        with self._lock:
            names, self._names = self._names, []
            self._lock.release()
            try:
                for name in names:
                    tell(name)
            finally:
                self._lock.acquire()

    def take(self) -> str | None:
        self._lock.acquire()
        try:
            return self._names.pop() if self._names else None
        finally:
            self._lock.release()

    def batch(self, names: list[str]) -> int:
        with contextlib.ExitStack() as stack:
            stack.enter_context(self._lock)
            self._names.extend(names)
            return len(self._names)


class Listing:
    """A property listing; release is a date of publication."""

    def __init__(self) -> None:
        self.released: list[str] = []

    def release(self, day: str = "today") -> None:
        self.released.append(day)


class Desk:
    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._listing = Listing()

    async def publish(self) -> int:
        async with self._turn:
            await asyncio.sleep(0)
        self._listing.release()
        self._listing.release("tomorrow")
        return len(self._listing.released)

    async def serve(self, wait: float) -> bool:
        await self._turn.acquire()
        try:
            await asyncio.sleep(wait)
        except OSError:
            log.exception("desk failed")
            return False
        else:
            return True
        finally:
            self._turn.release()


async def bounded(limit: trio.Semaphore, jobs: list[Callable[[], None]]) -> None:
    async def run(job: Callable[[], None]) -> None:
        try:
            job()
            await trio.sleep(0)
        finally:
            limit.release()

    async with trio.open_nursery() as nursery:
        for job in jobs:
            await limit.acquire()
            nursery.start_soon(run, job)
