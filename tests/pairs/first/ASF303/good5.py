import asyncio


class Loop:
    """Keeps what it starts."""

    def __init__(self) -> None:
        self._kept: set[asyncio.Task] = set()

    def create_task(self, coro) -> asyncio.Task:
        task = asyncio.create_task(coro)
        self._kept.add(task)
        task.add_done_callback(self._kept.discard)
        return task


class App:
    def __init__(self) -> None:
        self.loop = Loop()
        self.ticks = 0

    def create_task(self, coro) -> None:
        self.loop.create_task(coro)

    async def tick(self) -> None:
        self.ticks += 1
        await asyncio.sleep(0)

    async def run(self, loop: Loop) -> None:
        self.create_task(self.tick())
        loop.create_task(self.tick())
        _ = self.loop.create_task(self.tick())
        await asyncio.sleep(1)
