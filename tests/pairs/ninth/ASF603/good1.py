"""Job board of a translation service."""
import asyncio
import logging
import threading
from collections import deque

log = logging.getLogger("board")


class Board:
    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._not_empty = threading.Condition(self._lock)
        self._not_full = threading.Condition(self._lock)
        self._jobs: deque = deque()

    def post(self, job) -> None:
        with self._lock:
            while len(self._jobs) >= self._size:
                self._not_full.wait()
            self._jobs.append(job)
            self._not_empty.notify()

    def take(self):
        with self._lock:
            while not self._jobs:
                self._not_empty.wait()
            job = self._jobs.popleft()
            self._not_full.notify()
            return job

    def post_many(self, jobs: list) -> None:
        for job in jobs:
            self.post(job)


class Slots:
    def __init__(self, count: int) -> None:
        self._cond = threading.Condition()
        self._free = count

    def acquire(self) -> None:
        with self._cond:
            while self._free == 0:
                self._cond.wait()
            self._free -= 1

    def release(self) -> None:
        with self._cond:
            self._free += 1
            self._cond.notify()


class Phase:
    def __init__(self) -> None:
        self._cond = asyncio.Condition()
        self._phase = 0

    async def reached(self, phase: int) -> None:
        async with self._cond:
            await self._cond.wait_for(lambda: self._phase >= phase)

    async def next(self) -> None:
        async with self._cond:
            self._phase += 1
            log.info("phase %d", self._phase)
            self._cond.notify_all()


class Pager:
    def __init__(self, sink) -> None:
        self.sink = sink

    def notify(self) -> None:
        self.sink.append("page")
