from __future__ import annotations

import asyncio
from asyncio import Semaphore


def new_limit(size: int) -> Semaphore:
    return Semaphore(size)


class Downloader:
    limit = 4

    def __init__(self, fetch) -> None:
        self.fetch = fetch
        self.bodies: dict[str, bytes] = {}

    async def one(self, url: str) -> None:
        async with new_limit(self.limit):  # expect: ASF206
            self.bodies[url] = await self.fetch(url)

    async def ordered(self, url: str) -> int:
        turn = asyncio.Lock()  # expect: ASF206
        await turn.acquire()
        try:
            body = await self.fetch(url)
        finally:
            turn.release()
        return len(body)


async def fetch(url: str) -> bytes:
    await asyncio.sleep(0.1)
    return url.encode()


async def main() -> None:
    downloader = Downloader(fetch)
    async with asyncio.TaskGroup() as group:
        for number in range(20):
            group.create_task(downloader.one(f"/page/{number}"))
    print(await downloader.ordered("/index"))


asyncio.run(main())
