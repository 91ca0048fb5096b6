import asyncio
from contextlib import asynccontextmanager, contextmanager

import anyio
import trio


class Link:
    def __init__(self, reader: asyncio.StreamReader) -> None:
        self.reader = reader

    async def line(self) -> bytes:
        async with asyncio.timeout(5):
            return await self.reader.readline()

    async def lines(self) -> list[bytes]:
        found = []
        with anyio.move_on_after(5):
            async for line in self.reader:
                found.append(line)
        return found


@contextmanager
def patience(seconds: float):
    with trio.fail_after(seconds):
        yield


@asynccontextmanager
async def limited(seconds: float):
    async with asyncio.timeout(seconds) as scope:
        yield scope


async def children(jobs: list) -> None:
    with trio.move_on_after(10):
        async with trio.open_nursery() as nursery:
            for job in jobs:
                nursery.start_soon(job)


async def locked(lock: anyio.Lock, values: list[int]) -> None:
    with anyio.fail_after(1):
        async with lock:
            values.sort()


async def comprehension(links: list[Link]) -> list[bytes]:
    async with asyncio.timeout(3):
        return [await link.line() for link in links]


async def user(jobs: list) -> None:
    with patience(3):
        await trio.sleep(1)
    await children(jobs)
