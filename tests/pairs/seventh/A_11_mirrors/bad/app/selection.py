import asyncio
import logging

log = logging.getLogger(__name__)


class Selector:
    def __init__(self, mirrors, history):
        self.mirrors = mirrors
        self.history = history

    async def fastest(self):
        tasks = [asyncio.create_task(m.ping()) for m in self.mirrors]
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)  # expect: ASF408
        return done.pop().result()

    async def warm(self):
        done, pending = await asyncio.wait([m.ping() for m in self.mirrors])  # expect: ASF317
        reachable = {t.result().host for t in done if t.exception() is None}
        return reachable, len(pending)

    async def choose(self, path):
        mirror = await self.fastest()
        size = await mirror.size_of(path)
        await asyncio.shield(self.history.commit(mirror.host, size))  # expect: ASF407
        return mirror

    async def monitor(self, every):
        while True:
            for mirror in self.mirrors:
                try:
                    await mirror.ping()
                except BaseException as exc:  # expect: ASF401
                    mirror.failures += 1
                    log.warning("%s: %r", mirror.host, exc)
            await asyncio.sleep(every)
