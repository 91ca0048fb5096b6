import asyncio
import multiprocessing
import queue
from collections import deque
from dataclasses import dataclass, field

DEPTH = 1


class Handover:
    def __init__(self):
        self._slot = queue.Queue(DEPTH)
        self._taken = queue.SimpleQueue()

    def give(self, artefact):
        self._slot.put(artefact)
        self._taken.get()

    def take(self):
        artefact = self._slot.get()
        self._taken.put(True)
        return artefact


@dataclass
class Channels:
    everything: asyncio.Queue = field(default_factory=asyncio.Queue)
    latest: asyncio.Queue = field(default_factory=lambda: asyncio.Queue(maxsize=1))
    history: deque = field(default_factory=lambda: deque(maxlen=0))

    async def emit(self, event):
        await self.everything.put(event)
        if self.latest.full():
            self.latest.get_nowait()
        self.latest.put_nowait(event)


class Queue:
    """A waiting line at a counter, nothing to do with threads."""

    def __init__(self, number):
        self.number = number
        self.people = []


def counters(count):
    return [Queue(0)] + [Queue(i) for i in range(1, count)]


def exchange(depth):
    requests = multiprocessing.Queue(depth)
    replies = multiprocessing.Queue()
    return requests, replies
