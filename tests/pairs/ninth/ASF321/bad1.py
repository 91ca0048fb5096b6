"""Link checker for documentation sites."""
import asyncio
import logging
from typing import Iterable

import aiohttp
import anyio

log = logging.getLogger("links")


class Checker:
    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session = session
        self.broken: dict[str, int] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def check(self, url: str) -> None:
        try:
            async with self.session.head(url) as response:
                if response.status >= 400:
                    self.broken[url] = response.status
        except aiohttp.ClientError:
            self.broken[url] = 0

    async def check_all(self, urls: Iterable[str]) -> int:
        await asyncio.gather(*[self.check(url) for url in urls])  # expect: ASF321
        return len(self.broken)

    async def check_mapped(self, pages: dict[str, list[str]]) -> None:
        urls = {url for links in pages.values() for url in links}
        checks = list(map(self.check, urls))
        await asyncio.gather(*checks)  # expect: ASF321

    async def crawl(self, queue: "asyncio.Queue[str | None]") -> None:
        spawn = asyncio.create_task
        while (url := await queue.get()) is not None:
            task = spawn(self.check(url))  # expect: ASF321
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        if self._tasks:
            await asyncio.gather(*self._tasks)

    async def recheck(self) -> None:
        again = sorted(self.broken)
        self.broken.clear()
        async with anyio.create_task_group() as group:
            for url in again:
                group.start_soon(self.check, url)  # expect: ASF321
        log.info("%d still broken", len(self.broken))


async def links_of(session: aiohttp.ClientSession, page: str) -> list[str]:
    async with session.get(page) as response:
        text = await response.text()
    return [part for part in text.split('"') if part.startswith("http")]


async def main(site: str) -> None:
    async with aiohttp.ClientSession() as session:
        checker = Checker(session)
        found = await links_of(session, site)
        print(await checker.check_all(found))
        await checker.check_mapped({site: found})
        await checker.recheck()


if __name__ == "__main__":
    asyncio.run(main("http://docs.local"))
