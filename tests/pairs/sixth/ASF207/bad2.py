from __future__ import annotations

import asyncio
import multiprocessing as mp
from collections.abc import AsyncIterator, Iterator


class Feed:
    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.items: list[str] = []

    async def publish(self, item: str) -> None:
        async with self.turn:
            await asyncio.sleep(0)
            self.items.append(item)

    async def replay(self) -> AsyncIterator[str]:
        async with self.turn:
            await asyncio.sleep(0)
            for item in self.items:
                yield item  # expect: ASF207


class Cells:
    def __init__(self, size: int) -> None:
        self.cells = mp.Array("i", size)
        self.mutex = mp.Lock()

    def _walk(self) -> Iterator[int]:
        yield from range(len(self.cells))

    def positive(self) -> Iterator[int]:
        with self.mutex:
            yield from (i for i in self._walk() if self.cells[i] > 0)  # expect: ASF207


def show(cells: Cells) -> None:
    for index in cells.positive():
        print(index)
