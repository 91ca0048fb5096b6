import asyncio
from contextlib import asynccontextmanager

import pytest
import trio


@asynccontextmanager
async def background(fn, *args):
    async with trio.open_nursery() as nursery:
        nursery.start_soon(fn, *args)
        yield nursery
        nursery.cancel_scope.cancel()


@pytest.fixture
async def echo_server():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep_forever)
        yield nursery
        nursery.cancel_scope.cancel()


@trio.as_safe_channel
async def ticks(period: float, limit: float):
    with trio.move_on_after(limit):
        while True:
            await trio.sleep(period)
            yield trio.current_time()


async def lines(reader: asyncio.StreamReader):
    while True:
        async with asyncio.timeout(30):
            line = await reader.readline()
        if not line:
            return
        yield line


async def batches(source: asyncio.Queue, size: int):
    async with asyncio.timeout(5):
        first = await source.get()

    async def refill():
        return [await source.get() for _ in range(size - 1)]

    async with asyncio.timeout(10):
        rest = await refill()
    yield [first, *rest]


async def squares(limit: int):
    async with asyncio.TaskGroup() as group:
        def numbers():
            for n in range(limit):
                yield n * n

        tasks = [group.create_task(asyncio.sleep(0.01, n)) for n in numbers()]
    for task in tasks:
        yield task.result()
