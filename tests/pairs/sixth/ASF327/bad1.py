import asyncio
import time


class Stopwatch:
    def __init__(self) -> None:
        self.laps: list[float] = []

    async def lap(self, job) -> float:
        start = asyncio.get_event_loop().time()  # expect: ASF327
        await job
        self.laps.append(asyncio.get_event_loop().time() - start)  # expect: ASF327
        return self.laps[-1]

    async def in_thread(self, fn, *args):
        loop = asyncio.get_event_loop()  # expect: ASF327
        return await loop.run_in_executor(None, fn, *args)


async def main() -> None:
    watch = Stopwatch()
    print(await watch.lap(asyncio.sleep(0.2)))
    await watch.in_thread(time.sleep, 0.1)


if __name__ == "__main__":
    asyncio.run(main())
