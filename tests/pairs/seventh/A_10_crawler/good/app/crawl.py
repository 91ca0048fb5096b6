import asyncio
import re

from .frontier import Frontier, collector

HREF = re.compile(rb'href="(https?://[^"]+)"')


class Crawler:
    def __init__(self, frontier, fetch, store):
        self.frontier = frontier
        self.fetch = fetch
        self.store = store

    async def visit(self, url):
        body = await self.fetch(url)
        collector.note("pages")
        for match in HREF.finditer(body):
            self.frontier.offer(match.group(1).decode())
        return body

    async def round(self, n):
        tasks = []
        for url in self.frontier.take(n):
            task = asyncio.create_task(self.visit(url))
            task.add_done_callback(lambda t, url=url: self.finished(t, url))
            tasks.append(task)
        done = await asyncio.gather(*tasks, return_exceptions=True)
        ok = [body for body in done if isinstance(body, bytes)]
        for body in ok:
            fut = self.frontier.pool.submit(self.store.save, body)
            fut.add_done_callback(self.saved)
        return len(ok)

    def finished(self, task, url):
        if not task.cancelled() and task.exception():
            collector.note("error:" + url)

    def saved(self, fut):
        if fut.exception():
            collector.note("unsaved")

    async def run(self, limit):
        self.frontier.start()
        while self.frontier.waiting and limit > 0:
            limit -= await self.round(min(limit, 20)) or 1
        ranked = sorted(self.frontier.seen, key=lambda url: (len(url), url))
        await self.frontier.stop()
        return ranked[:10]


async def crawl(seeds, fetch, store, limit=200):
    crawler = Crawler(Frontier(seeds), fetch, store)
    try:
        return await crawler.run(limit)
    finally:
        collector.close()
