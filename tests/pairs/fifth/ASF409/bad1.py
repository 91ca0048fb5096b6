"""Leaving the group's block waits for all its tasks."""
import asyncio

import trio


async def work(n: int) -> int:
    await asyncio.sleep(n)
    return n


async def first(names: list[str]) -> str | None:
    async with asyncio.TaskGroup() as group:
        group.create_task(work(1))
        for name in names:
            if name:
                return name  # expect: ASF409
    return None


async def loop(receive) -> None:
    while True:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(trio.sleep, 1)
            if await receive() is None:
                break  # expect: ASF409
