import asyncio
import logging

from . import records, trail

log = logging.getLogger(__name__)


async def refresh(table, lookup):
    """Look everything up once more."""
    for name, record in table.items():
        trail.visit(name)
        record.fresh = await lookup(name)


async def expire(table, seconds):
    """Drop the short-lived ones after a while."""
    await asyncio.sleep(seconds)
    for name in [n for n, r in table.items() if records.ttl(r) <= seconds]:
        table.pop(name)


async def show(table):
    for record in list(table.values()):
        log.info("%s", await records.describe(record))


class Prefetcher:
    def __init__(self, names, lookup):
        self.names = list(names)
        self.lookup = lookup
        self.open = asyncio.Event()
        self.open.set()

    def pause(self, on=True):
        if on:
            self.open.clear()
        else:
            self.open.set()

    async def run(self):
        while True:
            await self.open.wait()
            if not self.names:
                return
            await self.lookup(self.names.pop())

    async def skip(self, prefix):
        while self.names and self.names[-1].startswith(prefix):
            self.names.pop()
