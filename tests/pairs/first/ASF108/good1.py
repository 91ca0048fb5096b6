import asyncio


class Stage:
    def __init__(self, width: int) -> None:
        self.queue: asyncio.Queue[bytes] = asyncio.Queue(maxsize=width)
        self.started = asyncio.Event()
        self.barrier = asyncio.Barrier(2)

    async def produce(self, frames: list[bytes]) -> None:
        await self.started.wait()
        for frame in frames:
            await self.queue.put(frame)
        await self.queue.join()
        await self.barrier.wait()

    async def consume(self) -> None:
        self.started.set()
        for _ in range(3):
            await self.queue.get()
            self.queue.task_done()
        await self.barrier.wait()
