from __future__ import annotations

from asyncio import Lock as Mutex, sleep
from dataclasses import dataclass, field

ids_mutex = Mutex()
ids: list[int] = []


async def next_id() -> int:
    await ids_mutex.acquire()  # expect: ASF220
    try:
        ids.append(len(ids))
        return ids[-1]
    finally:
        ids_mutex.release()


@dataclass
class Window:
    width: int
    turn: Mutex = field(default_factory=Mutex)
    log: list[str] = field(default_factory=list)

    def _note(self, text: str) -> None:
        self.log.append(f"{self.width}: {text}")

    async def resize(self, width: int) -> None:
        async with self.turn:  # expect: ASF220
            self.width = width
            self._note("resized")
        await sleep(0)


class Modal(Window):
    async def show(self) -> None:
        await self.resize(self.width // 2)
        await sleep(0.1)
