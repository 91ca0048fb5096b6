"""Zero is not a rendezvous."""
import asyncio
import multiprocessing
import queue

handover = asyncio.Queue(0)  # expect: ASF608
exact = queue.Queue(maxsize=0)  # expect: ASF608
endless = queue.LifoQueue(-1)  # expect: ASF608


class Bus:
    def __init__(self) -> None:
        self.events = asyncio.PriorityQueue(maxsize=-1)  # expect: ASF608
        self.results = multiprocessing.Queue(0)  # expect: ASF608
