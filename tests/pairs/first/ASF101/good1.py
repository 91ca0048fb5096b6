import asyncio
import functools
import time


class LegacyDriver:
    def __init__(self, settle: float = 0.1) -> None:
        self.settle = settle
        self.log: list[float] = []

    async def reset(self) -> None:
        await asyncio.to_thread(time.sleep, self.settle)
        self.log.append(time.monotonic())

    async def reset_twice(self) -> None:
        loop = asyncio.get_running_loop()
        nap = functools.partial(time.sleep, self.settle)
        await loop.run_in_executor(None, nap)
        await loop.run_in_executor(None, functools.partial(time.sleep, self.settle * 2))
        self.log.append(time.monotonic())
