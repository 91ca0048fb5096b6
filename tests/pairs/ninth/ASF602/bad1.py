"""Connection pool of a database proxy, with async and threaded front ends."""
import asyncio
import logging
import threading
from collections import deque

import anyio

log = logging.getLogger("dbproxy")


class Pool:
    def __init__(self, factory, size: int) -> None:
        self._lock = threading.Lock()
        self._available = threading.Condition(self._lock)
        self._idle: deque = deque(factory() for _ in range(size))
        self._closed = False

    def acquire(self, timeout: float | None = None):
        with self._lock:
            while not self._idle:
                if self._closed:
                    raise RuntimeError("pool is closed")
                if not self._available.wait(timeout):
                    raise TimeoutError
            return self._idle.popleft()

    def release(self, conn) -> None:
        with self._lock:
            self._idle.append(conn)
        self._available.notify()  # expect: ASF602

    def close(self) -> None:
        with self._lock:
            self._closed = True
            idle = list(self._idle)
            self._idle.clear()
        for conn in idle:
            conn.close()
        self._wake_everyone()

    def _wake_everyone(self) -> None:
        wake = self._available.notify_all
        wake()  # expect: ASF602


class AsyncGate:
    def __init__(self) -> None:
        self.cond = asyncio.Condition()
        self.open = False

    async def passage(self) -> None:
        while not self.open:
            await self.cond.wait()  # expect: ASF602

    async def lift(self) -> None:
        async with self.cond:
            self.open = True
            self.cond.notify_all()


class Leases:
    def __init__(self) -> None:
        self.lock = anyio.Lock()
        self.changed = anyio.Condition()
        self.held: set[str] = set()

    async def drop(self, name: str) -> None:
        async with self.lock:
            self.held.discard(name)
            self.changed.notify_all()  # expect: ASF602

    async def until_free(self, name: str) -> None:
        async with self.changed:
            while name in self.held:
                await self.changed.wait()


async def supervise(gate: AsyncGate, leases: Leases) -> None:
    async with asyncio.TaskGroup() as tg:
        tg.create_task(gate.passage())
        tg.create_task(leases.until_free("primary"))
        await leases.drop("primary")
        await gate.lift()
    log.info("gate passed")
