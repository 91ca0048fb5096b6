import asyncio


class Worker:
    def __init__(self, queue: asyncio.Queue, lock: asyncio.Lock) -> None:
        self.queue = queue
        self.lock = lock
        self.seen: set[str] = set()
        self.rounds = 0

    async def run(self) -> None:
        while True:
            item = await self.queue.get()
            if item is None or item in self.seen:
                continue
            self.seen.add(item)

    async def beat(self, pulses) -> None:
        while True:
            async with self.lock:
                self.rounds += 1
            async for pulse in pulses:
                if pulse == "skip":
                    continue
                pulse.fire()
