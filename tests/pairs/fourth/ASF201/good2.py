"""Async locks of three libraries held over awaits, which is what they are for."""
import asyncio

import anyio
import trio


class Ledger:
    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._limit = asyncio.Semaphore(4)
        self.total = 0

    async def add(self, amount: int) -> int:
        async with self._limit, self._lock:
            await asyncio.sleep(0.01)
            self.total += amount
            return self.total

    async def read(self) -> int:
        await self._lock.acquire()
        try:
            await asyncio.sleep(0)
            return self.total
        finally:
            self._lock.release()


class TrioLedger:
    def __init__(self) -> None:
        self.guard = trio.StrictFIFOLock()
        self.rows: list[str] = []

    async def add(self, row: str) -> None:
        async with self.guard:
            await trio.sleep(0.01)
            self.rows.append(row)


async def limited(limiter: anyio.CapacityLimiter, lock: anyio.Lock) -> str:
    async with limiter:
        async with lock:
            await anyio.sleep(0.1)
    return "done"


async def main() -> None:
    ledger = Ledger()
    await asyncio.gather(*(ledger.add(n) for n in range(5)))
    print(await ledger.read())
