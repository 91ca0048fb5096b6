from __future__ import annotations

import asyncio as aio
from asyncio import ensure_future as spawn
from collections.abc import Coroutine


class Cache:
    def __init__(self, loop: aio.AbstractEventLoop) -> None:
        self.loop = loop
        self.values: dict[str, str] = {}

    async def _expire(self, key: str, after: float) -> None:
        await aio.sleep(after)
        self.values.pop(key, None)

    def put(self, key: str, value: str) -> None:
        self.values[key] = value
        self.loop.create_task(self._expire(key, 60), name=f"expire-{key}")  # expect: ASF303

    def put_many(self, pairs: dict[str, str]) -> None:
        for key, value in pairs.items():
            self.values[key] = value
            spawn(self._expire(key, 60))  # expect: ASF303


def background(coro: Coroutine[None, None, None]) -> None:
    task = aio.get_running_loop().create_task(coro)  # expect: ASF303


async def main() -> None:
    cache = Cache(aio.get_running_loop())
    cache.put("a", "1")
    cache.put_many({"b": "2"})
    background(aio.sleep(1))
    await aio.sleep(2)
