import asyncio
from collections import deque

from . import tasks


class Runner:
    def __init__(self, limit=3):
        self.limit = limit
        self.active = 0
        self.backlog = deque()
        self.freed = asyncio.Condition()

    async def _slot(self):
        async with self.freed:
            while self.active >= self.limit:
                await self.freed.wait()
            self.active += 1

    async def _done(self):
        async with self.freed:
            self.active -= 1
            self.freed.notify()

    async def run(self, records):
        await self._slot()
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(None, tasks.score, records)
        finally:
            await self._done()

    def drain(self):
        dropped = []
        while self.backlog:
            dropped.append(self.backlog.popleft())
        return dropped

    async def discard(self):
        while self.backlog:
            self.backlog.popleft()
        await asyncio.sleep(0)
