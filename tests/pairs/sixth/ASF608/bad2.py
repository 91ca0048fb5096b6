import asyncio as aio
import multiprocessing as mp
from dataclasses import dataclass, field
from functools import partial
from queue import PriorityQueue

NewQueue = partial(PriorityQueue, maxsize=-1)  # expect: ASF608


@dataclass
class Channels:
    urgent: PriorityQueue = field(default_factory=NewQueue)
    events: aio.Queue = field(default_factory=lambda: aio.Queue(maxsize=0))  # expect: ASF608

    def raise_alarm(self, level: int, text: str) -> None:
        self.urgent.put((level, text))

    async def emit(self, event: dict) -> None:
        await self.events.put(event)

    async def next_event(self) -> dict:
        return await self.events.get()


def exchange(ctx=mp):
    requests = ctx.Queue(maxsize=-1)  # expect: ASF608
    replies = ctx.Queue(16)
    return requests, replies
