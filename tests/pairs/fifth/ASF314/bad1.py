"""The scope belongs to the consumer's task as long as the generator is suspended."""
import asyncio

import anyio
import trio


async def ticks(seconds: float):
    async with asyncio.timeout(seconds):
        for n in range(10):
            yield n  # expect: ASF314
            await asyncio.sleep(0)


async def results(jobs):
    async with asyncio.TaskGroup() as group:
        for job in jobs:
            task = group.create_task(job())
            yield task  # expect: ASF314


async def lines(stream):
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 1)
        async for line in stream:
            yield line  # expect: ASF314


async def chunks(stream):
    with anyio.fail_after(5):
        while True:
            yield await stream.receive()  # expect: ASF314
