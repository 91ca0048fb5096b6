"""Image fetcher with every kind of limit."""
import asyncio
import itertools
import logging
from typing import Iterable, Iterator

import anyio

log = logging.getLogger("images")


def chunked(urls: Iterable[str], size: int) -> Iterator[list[str]]:
    it = iter(urls)
    while chunk := list(itertools.islice(it, size)):
        yield chunk


class Fetcher:
    WORKERS = 4

    def __init__(self, limit: int) -> None:
        self.gate = asyncio.Semaphore(limit)
        self.limiter = anyio.CapacityLimiter(limit)
        self.sizes: dict[str, int] = {}

    async def _raw(self, url: str) -> int:
        await anyio.sleep(0.01)
        return len(url)

    async def fetch(self, url: str) -> int:
        async with self.gate:
            return await self._raw(url)

    async def by_semaphore(self, urls: list[str]) -> list[int]:
        return list(await asyncio.gather(*[self.fetch(url) for url in urls]))

    async def by_chunks(self, urls: list[str]) -> list[int]:
        sizes: list[int] = []
        for chunk in chunked(urls, 10):
            sizes += await asyncio.gather(*map(self._raw, chunk))
        return sizes

    async def by_workers(self, urls: list[str]) -> None:
        queue: asyncio.Queue[str] = asyncio.Queue()
        for url in urls:
            queue.put_nowait(url)

        async def work() -> None:
            while not queue.empty():
                url = queue.get_nowait()
                self.sizes[url] = await self._raw(url)

        async with asyncio.TaskGroup() as group:
            for _ in range(self.WORKERS):
                group.create_task(work())

    async def by_limiter(self, urls: list[str]) -> None:
        async def limited(url: str) -> None:
            async with self.limiter:
                self.sizes[url] = await self._raw(url)

        async with anyio.create_task_group() as group:
            for url in urls:
                group.start_soon(limited, url)

    async def few(self, name: str) -> list[int]:
        suffixes = ("png", "webp", "avif")
        return list(await asyncio.gather(*(self._raw(f"{name}.{s}") for s in suffixes)))

    async def pair(self, one: str, two: str) -> int:
        left, right = await asyncio.gather(self._raw(one), self._raw(two))
        return left + right


async def main() -> None:
    fetcher = Fetcher(5)
    urls = [f"http://img.local/{n}" for n in range(40)]
    print(sum(await fetcher.by_semaphore(urls)), sum(await fetcher.by_chunks(urls)))
    await fetcher.by_workers(urls)
    await fetcher.by_limiter(urls)
    log.info("%d sizes", len(fetcher.sizes))
    print(await fetcher.few("logo"), await fetcher.pair("a", "b"))


if __name__ == "__main__":
    asyncio.run(main())
