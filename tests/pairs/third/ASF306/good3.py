"""Load generator that creates one coroutine for each request."""
import asyncio
import time


class Target:
    def __init__(self, host: str) -> None:
        self.host = host

    async def ping(self) -> float:
        start = time.perf_counter()
        await asyncio.sleep(0.01)
        return time.perf_counter() - start


async def burst(target: Target, count: int) -> list[float]:
    return await asyncio.gather(*[target.ping() for _ in range(count)])


async def many(target: Target, count: int) -> list[float]:
    makers = [target.ping] * count
    return await asyncio.gather(*(make() for make in makers))


async def watched(target: Target) -> float:
    task = asyncio.create_task(target.ping())
    done, pending = await asyncio.wait([task], timeout=1)
    for late in pending:
        late.cancel()
    if task in done:
        return await task + await task
    return 0.0


async def shared(target: Target) -> list[float]:
    pings = [target.ping() for _ in range(3)]
    return [await ping for ping in pings]


async def main() -> None:
    target = Target("localhost")
    print(await burst(target, 3), await many(target, 2))
    print(await watched(target), await shared(target))


if __name__ == "__main__":
    asyncio.run(main())
