"""Crawls a site; the result is a map from address to title."""
import asyncio
import re
import threading
from dataclasses import dataclass

LINK = re.compile(r'href="(/[^"]*)"')
TITLE = re.compile(r"<title>([^<]*)")


@dataclass
class Site:
    base: str
    guard: threading.Lock = threading.Lock()  # expect: ASF804


class Crawler:
    def __init__(self, client, site: Site):
        self.client = client
        self.site = site

    async def crawl(self, path="/", titles={}):  # expect: ASF804
        page = await self.client.get(self.site.base + path)
        found = TITLE.search(page)
        titles[path] = found.group(1) if found else ""
        for link in LINK.findall(page):
            if link not in titles:
                await self.crawl(link, titles)
        return titles


async def main(client, bases):
    sites = [Site(base) for base in bases]
    return await asyncio.gather(*(Crawler(client, site).crawl() for site in sites))
