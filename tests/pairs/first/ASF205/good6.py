import asyncio
import multiprocessing
import threading


class Crossed:
    def __init__(self) -> None:
        self.async_lock = threading.Lock()
        self.thread_sem = asyncio.BoundedSemaphore(3)
        self.cond = asyncio.Condition()
        self.proc_lock = multiprocessing.RLock()
        self.total = 0

    def add(self, amount: int) -> None:
        with self.async_lock:
            self.total += amount

    def print_total(self) -> None:
        with self.proc_lock:
            print(self.total)

    async def fetch(self, client, url: str) -> bytes:
        async with self.thread_sem:
            return await client.get(url)

    async def wait_for(self, total: int) -> None:
        async with self.cond:
            await self.cond.wait_for(lambda: self.total >= total)
