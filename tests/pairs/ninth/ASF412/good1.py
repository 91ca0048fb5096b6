"""Job runner with time limits that lose nothing."""
import asyncio
import logging

import aiohttp

log = logging.getLogger("runner")


class Cache:
    def __init__(self) -> None:
        self._items: dict[str, bytes] = {}

    async def get(self, key: str) -> bytes:
        await asyncio.sleep(0)
        return self._items.get(key, b"")

    async def acquire(self, key: str) -> bytes:
        await asyncio.sleep(0)
        return self._items.setdefault(key, b"new")


class Runner:
    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session = session
        self.jobs: asyncio.Queue[int] = asyncio.Queue()
        self.ready = asyncio.Event()
        self.cache = Cache()
        self.lock = asyncio.Lock()
        self._getting: asyncio.Task[int] | None = None

    async def next(self, limit: float) -> int | None:
        try:
            async with asyncio.timeout(limit):
                return await self.jobs.get()
        except TimeoutError:
            return None

    async def next_kept(self, limit: float) -> int | None:
        if self._getting is None:
            self._getting = asyncio.create_task(self.jobs.get())
        getting = self._getting
        done, _ = await asyncio.wait({getting}, timeout=limit)
        if getting not in done:
            return None
        if self._getting is getting:
            self._getting = None
        return getting.result()

    async def page(self, url: str) -> bytes:
        async with await asyncio.wait_for(self.session.get(url), 5) as response:
            return await response.read()

    async def lookup(self, key: str) -> bytes:
        first = await asyncio.wait_for(self.cache.get(key), 1)
        return first or await asyncio.wait_for(self.cache.acquire(key), 1)

    async def started(self) -> None:
        await asyncio.wait_for(self.ready.wait(), 10)

    async def exclusive(self, key: str) -> bytes:
        async with asyncio.timeout(3):
            async with self.lock:
                return await self.cache.get(key)

    async def submit(self, job: int) -> None:
        await asyncio.wait_for(self.jobs.put(job), 1)


async def main() -> None:
    async with aiohttp.ClientSession() as session:
        runner = Runner(session)
        runner.ready.set()
        await runner.started()
        await runner.submit(3)
        print(await runner.next(1), await runner.next_kept(0.1), await runner.lookup("k"))
        print(await runner.exclusive("k"), await runner.page("http://jobs.local"))


if __name__ == "__main__":
    asyncio.run(main())
