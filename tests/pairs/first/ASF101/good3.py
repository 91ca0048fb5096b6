import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    def now(self) -> float: ...

    async def sleep(self, seconds: float) -> None: ...


class RealClock:
    def now(self) -> float:
        return time.time()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class Poller:
    def __init__(self, clock: Clock) -> None:
        self.time = clock

    async def until(self, deadline: float) -> None:
        while self.time.now() < deadline:
            await self.time.sleep(0.5)


async def wait_for(time: Clock, deadline: float) -> None:
    await time.sleep(deadline - time.now())
