import asyncio
from collections import deque

from . import tasks


class Runner:
    def __init__(self, limit=3):
        self.limit = limit
        self.active = 0
        self.backlog = deque()

    async def _slot(self):
        while self.active >= self.limit:  # expect: ASF111
            continue
        self.active += 1

    def _done(self):
        self.active -= 1

    async def run(self, records):
        await self._slot()
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(None, tasks.score(records))  # expect: ASF113
        finally:
            self._done()

    def drain(self):
        dropped = []
        while self.backlog:
            dropped.append(self.backlog.popleft())
        return dropped

    async def discard(self):
        while self.backlog:
            self.backlog.popleft()
        await asyncio.sleep(0)
