"""Session pool of a remote-desktop gateway."""
from __future__ import annotations

import asyncio
import logging
import multiprocessing as mp
import threading
from contextlib import asynccontextmanager
from typing import AsyncIterator

import anyio
import trio

logger = logging.getLogger("gateway")

SEGMENT_LOCK = mp.Lock()


class Desktop:
    def __init__(self, number: int) -> None:
        self.number = number
        self.users: list[str] = []

    async def ping(self) -> float:
        await asyncio.sleep(0.01)
        return 0.01 * self.number


class LockedBase:
    """Both kinds of lock, for the code of both kinds."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.sync_lock = threading.RLock()


class Pool(LockedBase):
    def __init__(self, size: int) -> None:
        super().__init__()
        self.desktops = [Desktop(n) for n in range(size)]
        self.slots = asyncio.BoundedSemaphore(size)
        self.label = ""

    def names(self) -> list[int]:
        with self.sync_lock:
            return [desktop.number for desktop in self.desktops]

    async def slowest(self) -> float:
        worst = 0.0
        with self.lock:  # expect: ASF205
            for desktop in list(self.desktops):
                worst = max(worst, await desktop.ping())
        return worst

    @asynccontextmanager
    async def session(self, user: str) -> AsyncIterator[int]:
        slots = self.slots
        slots.acquire()  # expect: ASF205
        try:
            logger.info("%s connected", user)
            yield len(self.desktops)
        finally:
            slots.release()

    async def rename(self, number: int) -> None:
        first, second = self.lock, self.sync_lock
        async with first:
            await asyncio.sleep(0)
        async with second:  # expect: ASF205
            self.label = f"desktop {number}"


async def cursor_events(turn: trio.Lock, events: list[str]) -> int:
    await trio.sleep(0.1)
    with turn:  # expect: ASF205
        events.append("moved")
        return len(events)


async def clipboard(limiter: anyio.CapacityLimiter, texts: list[str]) -> list[str]:
    async with limiter:
        await anyio.sleep(0.1)
        return [text.strip() for text in texts]


async def shared_memory(segment: bytearray) -> int:
    await asyncio.sleep(0)
    async with SEGMENT_LOCK:  # expect: ASF205
        segment[0] = (segment[0] + 1) % 256
        return segment[0]


async def main() -> None:
    pool = Pool(3)
    async with pool.session("pluie") as count:
        logger.info("%d desktops, slowest %f", count, await pool.slowest())
    await pool.rename(9)
    logger.info("%s %d", pool.names(), await shared_memory(bytearray(8)))


if __name__ == "__main__":
    asyncio.run(main())
