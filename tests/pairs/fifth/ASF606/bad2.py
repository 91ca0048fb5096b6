"""full, qsize, and a queue in an attribute that several tasks use."""
import asyncio
import queue
import threading


class Spool:
    def __init__(self) -> None:
        self.q: queue.Queue = queue.Queue(maxsize=4)
        for _ in range(2):
            threading.Thread(target=self.produce, daemon=True).start()

    def produce(self) -> None:
        for n in range(10):
            if not self.q.full():
                self.q.put_nowait(n)  # expect: ASF606

    def consume(self) -> list[int]:
        found = []
        while self.q.qsize() > 0:
            found.append(self.q.get())  # expect: ASF606
        return found


class Dispatcher:
    def __init__(self, audit) -> None:
        self.pending: asyncio.Queue = asyncio.Queue()
        self.audit = audit

    async def step(self) -> None:
        if not self.pending.empty():
            await self.audit.note("one")
            job = await self.pending.get()  # expect: ASF606
            await job()

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(4):
                group.create_task(self.step())
