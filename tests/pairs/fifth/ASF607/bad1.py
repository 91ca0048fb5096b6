"""A fast producer, a slow consumer, and no bound in between."""
import asyncio


async def produce(out: asyncio.Queue, source) -> None:
    async for record in source:
        out.put_nowait(record)


async def consume(inbox: asyncio.Queue, store) -> None:
    while True:
        record = await inbox.get()
        await store.save(record)


async def main(source, store) -> None:
    channel: asyncio.Queue = asyncio.Queue()  # expect: ASF607
    async with asyncio.TaskGroup() as group:
        group.create_task(produce(channel, source))
        group.create_task(consume(channel, store))
