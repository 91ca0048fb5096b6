from __future__ import annotations

import asyncio
from threading import RLock

_table_lock = RLock()
_table: dict[str, int] = {}


def register(name: str, value: int) -> None:
    with _table_lock:
        _table[name] = value


def clear_all() -> None:
    global _table_lock
    with _table_lock:
        _table.clear()
    _table_lock = RLock()  # expect: ASF210


class Channel:
    def __init__(self, send) -> None:
        self.send = send
        self.turn = asyncio.Lock()

    async def say(self, text: str) -> None:
        async with self.turn:
            await self.send(text)


class Reconnecting(Channel):
    async def reconnect(self, send) -> None:
        await send("hello")
        self.send = send
        self.turn = asyncio.Lock()  # expect: ASF210


async def console(text: str) -> None:
    await asyncio.sleep(0)
    print(text)
