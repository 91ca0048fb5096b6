import asyncio


class Downloader:
    def __init__(self, client, limit: int) -> None:
        self.client = client
        self.limit = limit
        self.saved: dict[str, bytes] = {}

    async def one(self, url: str) -> bytes:
        async with asyncio.Semaphore(self.limit):  # expect: ASF206
            return await self.client.get(url)

    async def save(self, url: str) -> None:
        body = await self.one(url)
        async with asyncio.Lock():  # expect: ASF206
            self.saved[url] = body

    async def all(self, urls: list[str]) -> None:
        await asyncio.gather(*(self.save(url) for url in urls))
