"""Graceful shutdown helpers of a job server."""
from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable, Iterator

import trio

log = logging.getLogger("jobs")


class Counter:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._value = 0

    def add(self, amount: int = 1) -> int:
        with self._lock:
            self._value += amount
            return self._value

    @contextlib.contextmanager
    def frozen(self) -> Iterator[int]:
        with self._lock:
            yield self._value


class Job:
    def __init__(self, name: str, work: Callable[[], None]) -> None:
        self.name = name
        self.work = work
        self.running = threading.RLock()

    def run(self) -> None:
        with self.running:
            try:
                self.work()
            except Exception:
                log.exception("job %s failed", self.name)


class Server:
    def __init__(self, jobs: list[Job]) -> None:
        self.jobs = jobs
        self.done = Counter()
        self._turn = asyncio.Lock()
        self._accepting = True

    def settle(self) -> None:
        for job in self.jobs:
            with job.running:  # expect: ASF215
                pass
            self.done.add()

    def checkpoint(self) -> None:
        log.info("waiting for the counter")
        with self.done.frozen():  # expect: ASF215
            pass
        log.info("%d jobs", len(self.jobs))

    async def stop(self) -> None:
        self._accepting = False
        turn = self._turn
        async with turn:  # expect: ASF215
            ...
        log.info("stopped")

    async def submit(self, name: str) -> bool:
        async with self._turn:
            if not self._accepting:
                return False
            await asyncio.sleep(0.01)
            log.info("accepted %s", name)
            return True


async def drain(locks: dict[str, trio.Lock]) -> int:
    names = sorted(locks)
    for name in names:
        async with (guard := locks[name]):  # expect: ASF215
            """Whoever had it is through now."""
        log.debug("%s drained: %r", name, guard)
    return len(names)


async def feed(lock: trio.Lock, send: trio.MemorySendChannel[str], names: list[str]) -> None:
    async with lock:
        for name in names:
            await send.send(name)
