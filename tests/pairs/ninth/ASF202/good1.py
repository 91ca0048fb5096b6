"""Connection pool of a message broker client."""
from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections import deque
from collections.abc import Callable
from types import TracebackType

log = logging.getLogger("pool")


class Connection:
    def __init__(self, number: int) -> None:
        self.number = number
        self.healthy = True

    def ping(self) -> bool:
        return self.healthy


class Gate:
    """A lock that logs who waits for it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = threading.Lock()

    def acquire(self) -> bool:
        log.debug("%s wanted", self.name)
        return self._lock.acquire()

    def release(self) -> None:
        self._lock.release()

    def __enter__(self) -> "Gate":
        self._lock.acquire()
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        self._lock.release()


class Pool:
    def __init__(self, connections: list[Connection]) -> None:
        self._idle: deque[Connection] = deque(connections)
        self._slots = threading.Semaphore(len(connections))
        self._lock = threading.Lock()
        self._checked = 0

    def checkout(self) -> Connection:
        self._slots.acquire()
        return self._idle.popleft()

    def checkin(self, connection: Connection) -> None:
        self._idle.append(connection)
        self._slots.release()

    def check(self) -> int:
        self._lock.acquire()
        try:
            self._checked = sum(connection.ping() for connection in tuple(self._idle))
            return self._checked
        finally:
            self._lock.release()

    def try_check(self) -> bool:
        if not self._lock.acquire(timeout=0.5):
            return False
        try:
            self._checked += 1
        finally:
            self._lock.release()
        return True

    def batch(self, jobs: list[Callable[[], None]]) -> None:
        with contextlib.ExitStack() as stack:
            self._lock.acquire()
            stack.callback(self._lock.release)
            for job in jobs:
                job()

    def slow_path(self, job: Callable[[], None]) -> None:
        with self._lock:
            self._checked += 1
            self._lock.release()
            try:
                job()
            finally:
                self._lock.acquire()


class AsyncPool:
    def __init__(self, size: int) -> None:
        self._turn = asyncio.Lock()
        self._size = size
        self._opened: list[Connection] = []

    async def open(self) -> Connection:
        await self._turn.acquire()
        try:
            await asyncio.sleep(0.01)
            connection = Connection(self._size)
            self._opened.append(connection)
        except BaseException:
            self._turn.release()
            raise
        self._turn.release()
        return connection

    async def close(self) -> None:
        await self._turn.acquire()
        try:
            await asyncio.sleep(0)
            self._opened.clear()
        finally:
            self._turn.release()
