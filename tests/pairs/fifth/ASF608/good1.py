"""Bounds, or plainly none."""
import asyncio
import queue

handover = asyncio.Queue(1)
exact = queue.Queue()
simple = queue.SimpleQueue()


class Bus:
    def __init__(self, size: int = 0) -> None:
        self.events = asyncio.PriorityQueue(maxsize=size)
        self.results = queue.Queue(maxsize=10)
