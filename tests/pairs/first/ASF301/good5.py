import contextlib
import functools

import anyio
import trio


async def pump(source, sink, limit: int = 10) -> None:
    async for item in source:
        await sink.send(item[:limit])


async def run_trio(source, sink) -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(pump, source, sink)
        nursery.start_soon(functools.partial(pump, source, sink, limit=3))


async def run_any(source, sink) -> None:
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(sink.aclose)
        group = await stack.enter_async_context(anyio.create_task_group())
        group.start_soon(pump, source, sink)


def main(source, sink) -> None:
    anyio.run(pump, source, sink)
    trio.run(functools.partial(pump, source, sink, limit=5))
