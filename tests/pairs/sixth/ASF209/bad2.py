from __future__ import annotations

import asyncio
from asyncio import Lock


class Sync:
    def __init__(self, remote) -> None:
        self.remote = remote
        self.turn = Lock()

    async def maybe(self) -> bool:
        turn = self.turn
        if turn.locked():  # expect: ASF209
            return False
        state = await self.remote.state()
        async with turn:
            await self.remote.push(state)
        return True


class PatientSync(Sync):
    async def eventually(self) -> None:
        if not self.turn.locked():  # expect: ASF209
            await asyncio.sleep(0.2)
            await self.turn.acquire()
            try:
                await self.remote.push("late")
            finally:
                self.turn.release()


class Remote:
    async def state(self) -> str:
        await asyncio.sleep(0.1)
        return "clean"

    async def push(self, state: str) -> None:
        await asyncio.sleep(0.1)


asyncio.run(PatientSync(Remote()).maybe())
