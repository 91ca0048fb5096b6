"""A loop inside, a cancelled scope, or a return after the block."""
import asyncio

import trio


async def work(n: int) -> int:
    await asyncio.sleep(n)
    return n


async def total() -> int:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(work(n)) for n in range(3)]
    return sum(task.result() for task in tasks)


async def until(receive) -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 1)
        while True:
            if await receive() is None:
                break
        nursery.cancel_scope.cancel()


async def first(receive) -> str:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 100)
        value = await receive()
        nursery.cancel_scope.cancel()
        return value
