"""Service runner that installs its signal handlers."""
import asyncio
import signal
from asyncio import get_event_loop
from contextlib import asynccontextmanager


class Service:
    def __init__(self) -> None:
        self.stopping = asyncio.Event()

    async def run(self) -> None:
        loop = get_event_loop()  # expect: ASF327
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.stopping.set)
        await self.stopping.wait()


@asynccontextmanager
async def debug(enabled: bool):
    loop = get_event_loop()  # expect: ASF327
    before = loop.get_debug()
    loop.set_debug(enabled)
    try:
        yield loop
    finally:
        loop.set_debug(before)


async def ticks(count: int):
    for number in range(count):
        await asyncio.sleep(0.1)
        yield number, get_event_loop().time()  # expect: ASF327


async def main() -> None:
    async with debug(True):
        async for number, moment in ticks(3):
            print(number, moment)
    await Service().run()


if __name__ == "__main__":
    asyncio.run(main())
