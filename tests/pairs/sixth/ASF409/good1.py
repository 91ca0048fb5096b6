import asyncio

import anyio
import trio


async def work(n: int) -> int:
    await asyncio.sleep(n / 10)
    return n


async def ordinary(limit: int) -> int:
    async with asyncio.TaskGroup() as group:
        tasks = []
        for n in range(limit):
            if n == 3:
                continue
            if n > 8:
                break
            tasks.append(group.create_task(work(n)))
    return sum(task.result() for task in tasks)


async def first(limit: int) -> int:
    send, receive = anyio.create_memory_object_stream(10)

    async def feed(n: int) -> None:
        await anyio.sleep(n)
        await send.send(n)

    async with anyio.create_task_group() as group:
        for n in range(limit):
            group.start_soon(feed, n)
        value = await receive.receive()
        group.cancel_scope.cancel()
        return value


async def nested(limit: int) -> None:
    async with trio.open_nursery() as nursery:
        async def child(n: int) -> int:
            await trio.sleep(n)
            if n > 2:
                return 0
            return n

        for n in range(limit):
            nursery.start_soon(child, n)


async def after(stream: trio.MemoryReceiveChannel) -> str:
    found = ""
    while not found:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(trio.sleep, 0.1)
            found = await stream.receive()
        if found == "quit":
            break
    return found


async def early(enabled: bool) -> None:
    if not enabled:
        return
    async with asyncio.TaskGroup() as group:
        group.create_task(work(1))
        group.create_task(work(2))
