import asyncio
from asyncio import Queue, Task, sleep


class Throttle:
    def __init__(self, loop: asyncio.AbstractEventLoop, rate: float) -> None:
        self.loop = loop
        self.rate = rate
        self.gate = asyncio.Lock(loop=loop)  # expect: ASF325
        self.backlog = Queue(maxsize=10, loop=loop)  # expect: ASF325

    async def wait(self) -> None:
        async with self.gate:
            await sleep(1 / self.rate)

    async def submit(self, item: str) -> None:
        await self.wait()
        await self.backlog.put(item)

    def describe(self) -> str:
        running = Task.all_tasks()  # expect: ASF325
        return f"{len(running)} tasks, {self.backlog.qsize()} queued"


async def main() -> None:
    throttle = Throttle(asyncio.get_running_loop(), 5)
    await throttle.submit("hello")
    print(throttle.describe())


if __name__ == "__main__":
    asyncio.run(main())
