from __future__ import annotations

import asyncio
from typing import Awaitable, Callable


class Valve:
    def __init__(self, bus) -> None:
        self._bus = bus

    async def open(self, percent: int = 100) -> None:
        await self._bus.write(bytes([percent]))

    async def cycle(self) -> None:
        await self.open()
        await asyncio.sleep(1)
        await self.open(0)


class Page:
    def __init__(self, body: str) -> None:
        self.body = body

    def read_text(self) -> str:
        return self.body.strip()


async def visit(page: Page, open: Callable[[str], Awaitable[Page]]) -> str:
    nxt = await open(page.read_text())
    return nxt.read_text()
