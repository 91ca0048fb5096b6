"""Bounded: the producer waits."""
import asyncio


async def produce(out: asyncio.Queue, source) -> None:
    async for record in source:
        await out.put(record)


async def consume(inbox: asyncio.Queue, store) -> None:
    while True:
        record = await inbox.get()
        await store.save(record)


async def main(source, store) -> None:
    channel: asyncio.Queue = asyncio.Queue(maxsize=100)
    async with asyncio.TaskGroup() as group:
        group.create_task(produce(channel, source))
        group.create_task(consume(channel, store))
