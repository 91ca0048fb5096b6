import asyncio
import contextlib

import trio


class Both:
    def __init__(self, items):
        self.items = items

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        print("exit")

    async def __aenter__(self):
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *exc):
        await asyncio.sleep(0)

    def __iter__(self):
        return iter(self.items)

    async def __aiter__(self):
        for item in self.items:
            await asyncio.sleep(0)
            yield item


class Source:
    async def rows(self):
        for number in range(3):
            await asyncio.sleep(0)
            yield number

    async def names(self):
        await asyncio.sleep(0)
        return ["a", "b"]

    @contextlib.asynccontextmanager
    async def opened(self):
        await asyncio.sleep(0)
        yield self

    @contextlib.contextmanager
    def quiet(self):
        yield self


async def use(both: Both, source: Source):
    with both:
        async for item in both:
            print(item)
    async with both:
        for item in both:
            print(item)
    for name in await source.names():
        print(name)
    async with source.opened() as opened:
        with opened.quiet():
            print([row async for row in source.rows()])


async def dial(host):
    async with await trio.open_tcp_stream(host, 80) as stream:
        await stream.send_all(b"x")


async def completed(jobs):
    for job in asyncio.as_completed(jobs):
        print(await job)


async def stacked(source: Source):
    async with contextlib.AsyncExitStack() as stack:
        opened = await stack.enter_async_context(source.opened())
        stack.enter_context(opened.quiet())
