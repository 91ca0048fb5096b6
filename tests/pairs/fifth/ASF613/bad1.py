"""Busy loops around get_nowait."""
import asyncio
import queue


def drain(jobs: "queue.Queue[str]") -> None:
    while True:
        try:
            job = jobs.get_nowait()  # expect: ASF613
        except queue.Empty:
            continue
        print(job)


class Feed:
    def __init__(self) -> None:
        self.inbox: asyncio.Queue[str] = asyncio.Queue()

    async def pump(self, sink: list[str]) -> None:
        while True:
            try:
                sink.append(self.inbox.get_nowait())  # expect: ASF613
            except asyncio.QueueEmpty:
                pass
