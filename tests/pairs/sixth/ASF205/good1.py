import asyncio
import contextlib
import threading

import anyio
import trio


class Printer:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.paper = asyncio.Semaphore(2)
        self.state = threading.Lock()
        self.count = 0

    async def print(self, page):
        async with self.lock, self.paper:
            await asyncio.sleep(page)
        with self.state:
            self.count += 1

    async def manual(self):
        await self.lock.acquire()
        try:
            await asyncio.sleep(0.1)
        finally:
            self.lock.release()

    async def patient(self):
        async with asyncio.timeout(5):
            async with self.lock:
                await asyncio.sleep(0)

    def pages(self):
        with self.state:
            return self.count


class Hybrid:
    def __init__(self):
        self._lock = threading.Lock()

    def __enter__(self):
        self._lock.acquire()
        return self

    def __exit__(self, *exc):
        self._lock.release()

    async def __aenter__(self):
        await anyio.to_thread.run_sync(self._lock.acquire)
        return self

    async def __aexit__(self, *exc):
        self._lock.release()


async def both(hybrid: Hybrid):
    async with hybrid:
        await anyio.sleep(0)


async def limited(limiter: trio.CapacityLimiter, job):
    async with limiter:
        await job()


async def stack(lock: asyncio.Lock):
    async with contextlib.AsyncExitStack() as exits:
        await exits.enter_async_context(lock)
        await asyncio.sleep(0)
