import asyncio


class Crawler:
    def __init__(self, http) -> None:
        self._http = http

    async def crawl(self, urls: list[str], limit: int = 8) -> list[bytes]:
        gate = asyncio.Semaphore(limit)

        async def one(url: str) -> bytes:
            async with gate:
                return await self._http.get(url)

        return await asyncio.gather(*(one(url) for url in urls))

    async def total(self, urls: list[str]) -> int:
        lock = asyncio.Lock()
        sizes: list[int] = []

        async def one(url: str) -> None:
            body = await self._http.get(url)
            async with lock:
                sizes.append(len(body))

        await asyncio.gather(*map(one, urls))
        return sum(sizes)
