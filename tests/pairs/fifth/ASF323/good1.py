"""Several, or one beside the body."""
import asyncio

import trio


async def work() -> None:
    await asyncio.sleep(1)


async def main() -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(work())
        group.create_task(work())


async def many(names: list[str]) -> None:
    async with asyncio.TaskGroup() as group:
        for _ in names:
            group.create_task(work())


async def other() -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 1)
        await trio.sleep(2)
