import logging

import trio

from .errors import BENIGN, BROKEN
from .net import Fetcher, limiter, open_group

log = logging.getLogger(__name__)


class Crawler:
    def __init__(self, fetcher: Fetcher):
        self.fetcher = fetcher
        self.found = []

    async def crawl_one(self, path):
        try:
            page = await self.fetcher.get(path)
        except BENIGN:  # expect: ASF401
            log.info("lost %s", path)
            return
        self.found.append(page)

    async def heading(self, path):
        return f"# {self.fetcher.title(path)}"  # expect: ASF302

    async def crawl(self, paths, enough):
        async with open_group() as nursery:
            for path in paths:
                nursery.start_soon(self.crawl_one, path)
            if len(self.found) >= enough:
                return self.found  # expect: ASF409

    async def polite(self, paths):
        with limiter(2) as tokens:  # expect: ASF311
            for path in paths:
                async with tokens:
                    await self.crawl_one(path)

    async def first_match(self, start, word):
        async with trio.open_nursery() as nursery:
            nursery.start_soon(self.crawl_one, start)
            for path in (start + "/a", start + "/b"):
                if word in path:
                    break
                nursery.start_soon(self.crawl_one, path)
