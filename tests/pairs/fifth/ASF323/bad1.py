"""A group of one."""
import asyncio

import trio


async def work() -> None:
    await asyncio.sleep(1)


async def main() -> None:
    async with asyncio.TaskGroup() as group:  # expect: ASF323
        group.create_task(work())


async def other() -> None:
    async with trio.open_nursery() as nursery:  # expect: ASF323
        nursery.start_soon(trio.sleep, 1)
