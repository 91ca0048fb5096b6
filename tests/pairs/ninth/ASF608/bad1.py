"""Hand-off between a GUI, its worker and a device."""
import asyncio
import logging
import multiprocessing
import queue
import threading
from dataclasses import dataclass, field
from functools import partial
from queue import LifoQueue

log = logging.getLogger("handoff")

RENDEZVOUS = 0


class Handoff(queue.Queue):
    def __init__(self) -> None:
        super().__init__(maxsize=0)  # expect: ASF608
        self.transfers = 0

    def transfer(self, item) -> None:
        self.put(item)
        log.debug("transferred %r", item)


@dataclass
class Channel:
    name: str
    inbox: queue.Queue = field(default_factory=lambda: LifoQueue(0))  # expect: ASF608
    listeners: list = field(default_factory=list)


class Device:
    def __init__(self, port) -> None:
        self.port = port
        self.requests = asyncio.Queue(maxsize=-1)  # expect: ASF608
        self.replies = asyncio.Queue(maxsize=4)
        self.sync = multiprocessing.Queue(RENDEZVOUS)  # expect: ASF608

    async def ask(self, command: str) -> str:
        await self.requests.put(command)
        return await self.replies.get()

    async def serve(self) -> None:
        while True:
            command = await self.requests.get()
            reply = await self.port.exchange(command)
            await self.replies.put(reply)


class Worker(threading.Thread):
    def __init__(self, handoff: Handoff) -> None:
        super().__init__(daemon=True)
        self.handoff = handoff
        self.done = 0

    def run(self) -> None:
        for job in iter(partial(self.handoff.get, timeout=60), None):
            job()
            self.done = self.done + 1


def start(jobs: list) -> Worker:
    handoff = Handoff()
    worker = Worker(handoff)
    worker.start()
    for job in jobs:
        handoff.transfer(job)
    handoff.transfer(None)
    return worker
