"""A wait somewhere in the loop, or an end."""
import asyncio
import queue
import time


def drain(jobs: "queue.Queue[str]") -> None:
    while True:
        try:
            job = jobs.get_nowait()
        except queue.Empty:
            time.sleep(0.1)
            continue
        print(job)


def empty(jobs: "queue.Queue[str]") -> list[str]:
    found = []
    while True:
        try:
            found.append(jobs.get_nowait())
        except queue.Empty:
            return found


class Feed:
    def __init__(self) -> None:
        self.inbox: asyncio.Queue[str] = asyncio.Queue()

    async def pump(self, sink: list[str]) -> None:
        while True:
            try:
                sink.append(self.inbox.get_nowait())
            except asyncio.QueueEmpty:
                await asyncio.sleep(0.05)
