import asyncio


async def feed(queue: asyncio.Queue) -> None:
    for number in range(3):
        await queue.put(number)


async def consume(queue: asyncio.Queue) -> list[int]:
    feeder = asyncio.create_task(feed(queue))
    out = []
    try:
        while len(out) < 3:
            out.append(await queue.get())
        return out
    finally:
        feeder.cancel()


async def with_stop(queue: asyncio.Queue, on_stop) -> None:
    feeder = asyncio.create_task(feed(queue))
    on_stop(lambda: feeder.cancel())
    await queue.join()


async def all_of(queues: list[asyncio.Queue]) -> None:
    started: list[asyncio.Task] = []
    started.append(first := asyncio.create_task(feed(queues[0])))
    rest = [asyncio.create_task(feed(queue)) for queue in queues[1:]]
    await first
    await asyncio.gather(*rest)
