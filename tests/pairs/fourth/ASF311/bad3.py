"""trio and asyncio scopes entered the wrong way, and a pool coroutine that is not awaited."""
from __future__ import annotations

import asyncio

import trio


class Pool:
    def __init__(self, size: int) -> None:
        self.size = size

    async def __aenter__(self) -> "Pool":
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *exc: object) -> None:
        await asyncio.sleep(0)

    def ask(self) -> int:
        return self.size


async def open_pool(size: int) -> Pool:
    await asyncio.sleep(0.1)
    return Pool(size)


async def query(size: int) -> int:
    async with open_pool(size) as pool:  # expect: ASF311
        return pool.ask()


async def limited(size: int) -> int:
    with asyncio.timeout(5):  # expect: ASF311
        async with Pool(size) as pool:
            return pool.ask()


async def children() -> None:
    with trio.open_nursery() as nursery:  # expect: ASF311
        nursery.start_soon(trio.sleep, 1)


async def scoped() -> None:
    async with trio.move_on_after(3):  # expect: ASF311
        await trio.sleep(2)
