import asyncio

import httpx


class Fetcher:
    def __init__(self, client: httpx.AsyncClient, limit: int) -> None:
        self.client = client
        self.slots = asyncio.Semaphore(limit)
        self.limit = limit

    async def one(self, url: str) -> int:
        async with self.slots:
            reply = await self.client.get(url)
        return reply.status_code

    async def many(self, urls: list[str]) -> list[int]:
        return await asyncio.gather(*[self.one(url) for url in urls])

    async def with_workers(self, urls: list[str]) -> list[int]:
        todo: asyncio.Queue[str] = asyncio.Queue()
        for url in urls:
            todo.put_nowait(url)
        found: list[int] = []

        async def worker() -> None:
            while not todo.empty():
                reply = await self.client.get(todo.get_nowait())
                found.append(reply.status_code)

        await asyncio.gather(*[worker() for _ in range(4)])
        return found

    async def in_chunks(self, urls: list[str]) -> list[int]:
        codes: list[int] = []
        for start in range(0, len(urls), 10):
            chunk = urls[start : start + 10]
            codes += await asyncio.gather(*[self.one(url) for url in chunk])
        return codes

    async def pair(self, a: str, b: str) -> list[int]:
        return await asyncio.gather(self.one(a), self.one(b))


async def known_hosts(fetcher: Fetcher) -> list[int]:
    tasks = []
    for path in ("/health", "/version", "/ready"):
        tasks.append(asyncio.create_task(fetcher.one(path)))
    return [await task for task in tasks]
