import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    async def sleep(self, seconds: float) -> None: ...

    def monotonic(self) -> float: ...


class LoopClock:
    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    def monotonic(self) -> float:
        return time.monotonic()


async def debounce(time: Clock, seconds: float) -> float:
    started = time.monotonic()
    await time.sleep(seconds)
    return time.monotonic() - started


class Ticker:
    def __init__(self, clock: Clock | None = None) -> None:
        self.time = clock or LoopClock()

    async def tick(self, times: int) -> None:
        for _ in range(times):
            await self.time.sleep(1.0)
