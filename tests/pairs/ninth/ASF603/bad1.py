"""Shared buffers where different parties wait for different things."""
import asyncio
import logging
import threading
from collections import deque

log = logging.getLogger("buffers")


class Ring:
    def __init__(self, size: int) -> None:
        self.size = size
        self.items: deque = deque()
        self.cond = threading.Condition()
        self.closed = False

    def put(self, item) -> None:
        with self.cond:
            while len(self.items) >= self.size:
                self.cond.wait()
            self.items.append(item)
            self.cond.notify()  # expect: ASF603

    def get(self):
        with self.cond:
            while not self.items:
                self.cond.wait()
            item = self.items.popleft()
            self.cond.notify(1)  # expect: ASF603
            return item


class Versions:
    def __init__(self) -> None:
        self._cond = asyncio.Condition()
        self._version = 0

    async def at_least(self, version: int) -> int:
        async with self._cond:
            await self._cond.wait_for(lambda: self._version >= version)
            return self._version

    async def bump(self) -> None:
        async with self._cond:
            self._version += 1
            self._wake()

    def _wake(self) -> None:
        self._cond.notify()  # expect: ASF603


class ReadWrite:
    def __init__(self) -> None:
        self._state = threading.Condition(threading.Lock())
        self._readers = 0
        self._writer = False

    def lock_shared(self) -> None:
        with self._state:
            while self._writer:
                self._state.wait()
            self._readers += 1

    def lock_exclusive(self) -> None:
        with self._state:
            while self._writer or self._readers:
                self._state.wait()
            self._writer = True

    def unlock_exclusive(self) -> None:
        with self._state as state:
            self._writer = False
            log.debug("writer left (%r)", state)
            self._state.notify()  # expect: ASF603

    def unlock_shared(self) -> None:
        with self._state:
            self._readers -= 1
            self._state.notify_all()
