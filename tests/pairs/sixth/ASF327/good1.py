import asyncio
from asyncio import get_running_loop


class Clock:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop

    def get_event_loop(self) -> asyncio.AbstractEventLoop:
        return self.loop

    async def now(self) -> float:
        await asyncio.sleep(0)
        return self.get_event_loop().time()


async def elapsed(job) -> float:
    loop = get_running_loop()
    start = loop.time()
    await job
    return loop.time() - start


async def policy_name() -> str:
    await asyncio.sleep(0)
    return type(asyncio.get_event_loop_policy()).__name__


async def offload(fn, *args):
    return await asyncio.get_running_loop().run_in_executor(None, fn, *args)


def fresh(coro):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(coro)
    finally:
        loop.close()


async def main() -> None:
    clock = Clock(asyncio.get_running_loop())
    print(await clock.now(), await elapsed(asyncio.sleep(0.1)))
    print(await policy_name(), await offload(sum, [1, 2]))


if __name__ == "__main__":
    fresh(main())
