import asyncio
import logging

log = logging.getLogger(__name__)


class Selector:
    def __init__(self, mirrors, history):
        self.mirrors = mirrors
        self.history = history

    async def fastest(self):
        tasks = [asyncio.create_task(m.ping()) for m in self.mirrors]
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        return done.pop().result()

    async def warm(self):
        done, pending = await asyncio.wait([asyncio.create_task(m.ping()) for m in self.mirrors])
        reachable = {t.result().host for t in done if t.exception() is None}
        return reachable, len(pending)

    async def choose(self, path):
        mirror = await self.fastest()
        size = await mirror.size_of(path)
        commit = self.history.begin(mirror.host, size)
        await asyncio.shield(commit)
        return mirror

    async def monitor(self, every):
        while True:
            for mirror in self.mirrors:
                try:
                    await mirror.ping()
                except Exception as exc:
                    mirror.failures += 1
                    log.warning("%s: %r", mirror.host, exc)
            await asyncio.sleep(every)
