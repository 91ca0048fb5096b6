"""Image mirror with bounded concurrency everywhere."""
from __future__ import annotations

import asyncio
import itertools
import logging
from typing import Awaitable, Callable, Iterable

import aiohttp
import anyio
import trio

log = logging.getLogger("mirror")

WORKERS = 4


async def download(session: aiohttp.ClientSession, url: str) -> int:
    async with session.get(url) as response:
        return len(await response.read())


class Mirror:
    def __init__(self, session: aiohttp.ClientSession, limit: int) -> None:
        self.session = session
        self.gate = asyncio.Semaphore(limit)

    async def _one(self, url: str) -> int:
        async with self.gate:
            return await download(self.session, url)

    async def all(self, urls: list[str]) -> int:
        return sum(await asyncio.gather(*[self._one(url) for url in urls]))

    async def grouped(self, urls: list[str]) -> int:
        sizes: list[int] = []

        async def fetch(url: str) -> None:
            async with self.gate:
                sizes.append(await download(self.session, url))

        async with asyncio.TaskGroup() as group:
            for url in urls:
                group.create_task(fetch(url))
        return sum(sizes)

    async def head_and_tail(self, urls: list[str]) -> tuple[int, int]:
        first, last = await asyncio.gather(self._one(urls[0]), self._one(urls[-1]))
        return first, last

    async def chunked(self, urls: Iterable[str]) -> int:
        total = 0
        rest = iter(urls)
        while chunk := list(itertools.islice(rest, 8)):
            total += sum(await asyncio.gather(*(download(self.session, url) for url in chunk)))
        return total

    async def by_workers(self, urls: list[str]) -> int:
        jobs: asyncio.Queue[str] = asyncio.Queue(maxsize=32)
        sizes: list[int] = []

        async def worker() -> None:
            while True:
                url = await jobs.get()
                try:
                    sizes.append(await download(self.session, url))
                except aiohttp.ClientError as exc:
                    log.warning("%s: %s", url, exc)
                finally:
                    jobs.task_done()

        workers = [asyncio.create_task(worker()) for _ in range(WORKERS)]
        for url in urls:
            await jobs.put(url)
        await jobs.join()
        for task in workers:
            task.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        return sum(sizes)


async def limited(limiter: anyio.CapacityLimiter, job: Callable[[], Awaitable[None]]) -> None:
    async with limiter:
        await job()


async def run_jobs(jobs: list[Callable[[], Awaitable[None]]]) -> None:
    limiter = anyio.CapacityLimiter(5)
    async with anyio.create_task_group() as tg:
        for job in jobs:
            tg.start_soon(limited, limiter, job)


async def blink(limiter: trio.CapacityLimiter, led: int) -> None:
    async with limiter:
        await trio.sleep(led / 10)


async def blink_all(leds: list[int]) -> None:
    limiter = trio.CapacityLimiter(2)
    async with trio.open_nursery() as nursery:
        for led in leds:
            nursery.start_soon(blink, limiter, led)


async def main(urls: list[str]) -> None:
    async with aiohttp.ClientSession() as session:
        mirror = Mirror(session, 10)
        log.info("%d %d", await mirror.all(urls), await mirror.grouped(urls))
        log.info("%s %d", await mirror.head_and_tail(urls), await mirror.chunked(urls))
        log.info("%d", await mirror.by_workers(urls))


if __name__ == "__main__":
    asyncio.run(main([f"https://img.invalid/{n}.png" for n in range(1000)]))
    trio.run(blink_all, [1, 2, 3])
