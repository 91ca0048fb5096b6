import asyncio
from concurrent.futures import ThreadPoolExecutor

from .metrics import Collector

collector = Collector()


class Frontier:
    def __init__(self, seeds):
        self.waiting = list(seeds)
        self.seen = set(seeds)
        self.pool = ThreadPoolExecutor(4)
        self._sweeper = None

    def start(self):
        collector.start()
        self._sweeper = asyncio.create_task(self._sweep())

    async def stop(self):
        self._sweeper.cancel()
        await asyncio.gather(self._sweeper, return_exceptions=True)

    async def _sweep(self):
        while True:
            await asyncio.sleep(60)
            collector.note("waiting", len(self.waiting))
            self.waiting.sort(key=len)

    def offer(self, url):
        if url not in self.seen:
            self.seen.add(url)
            self.waiting.append(url)

    def take(self, n):
        batch, self.waiting = self.waiting[:n], self.waiting[n:]
        return batch
