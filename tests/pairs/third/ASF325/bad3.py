"""Scraper written for generator based coroutines."""
import asyncio
from asyncio import coroutine, get_event_loop
from urllib.parse import urljoin


class Scraper:
    def __init__(self, base):
        self.base = base
        self.visited = set()

    @asyncio.coroutine  # expect: ASF325
    def fetch(self, path):
        yield from asyncio.sleep(0.1)
        self.visited.add(path)
        return urljoin(self.base, path)

    @coroutine  # expect: ASF325
    def pair(self, first, second):
        one = yield from self.fetch(first)
        two = yield from self.fetch(second)
        return [one, two]


def run(scraper):
    loop = get_event_loop()  # expect: ASF325
    return loop.run_until_complete(scraper.pair("a.html", "b.html"))


if __name__ == "__main__":
    for url in run(Scraper("https://example.org/")):
        print(url)
