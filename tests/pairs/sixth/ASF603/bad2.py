import asyncio
from enum import Enum


class Phase(Enum):
    IDLE = 0
    RUNNING = 1
    DONE = 2


class Job:
    def __init__(self) -> None:
        self.phase = Phase.IDLE
        self._moved = asyncio.Condition()

    async def _until(self, phase: Phase) -> None:
        async with self._moved:
            await self._moved.wait_for(lambda: self.phase is phase)

    async def started(self) -> None:
        async with self._moved:
            await self._moved.wait_for(lambda: self.phase is not Phase.IDLE)

    async def finished(self) -> None:
        async with self._moved:
            await self._moved.wait_for(lambda: self.phase is Phase.DONE)

    async def advance(self, phase: Phase) -> None:
        async with self._moved:
            self.phase = phase
            self._moved.notify(1)  # expect: ASF603
