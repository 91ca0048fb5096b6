import asyncio
import queue
from queue import Empty


class JobChannel:
    def __init__(self, maxsize=64):
        self.queue: asyncio.Queue = asyncio.Queue(maxsize)

    async def submit(self, job):
        await self.queue.put(job)

    async def drained(self):
        await self.queue.join()


def make_inbox():
    return queue.Queue(256)
