import asyncio

DONE = object()


async def crawl(number: int, urls: asyncio.Queue, fetch, found: list) -> None:
    while (url := await urls.get()) is not DONE:
        found.append((number, await fetch(url)))


class Crawler:
    def __init__(self, fetch, size: int = 8) -> None:
        self.fetch = fetch
        self.size = size
        self.urls: asyncio.Queue = asyncio.Queue(100)

    async def close(self) -> None:
        await self.urls.put(DONE)  # expect: ASF614

    async def run(self, urls) -> list:
        found: list = []
        async with asyncio.TaskGroup() as group:
            for number in range(self.size):
                group.create_task(crawl(number, self.urls, self.fetch, found))
            for url in urls:
                await self.urls.put(url)
            await self.close()
        return found
