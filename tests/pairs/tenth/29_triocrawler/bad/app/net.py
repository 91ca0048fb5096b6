from contextlib import asynccontextmanager

import trio


class Page:
    def __init__(self, url, body):
        self.url = url
        self.body = body


class Fetcher:
    def __init__(self, host):
        self.host = host

    async def title(self, path):
        page = await self.get(path)
        return page.body[:32]

    async def get(self, path):
        stream = await trio.open_tcp_stream(self.host, 80)
        async with stream:
            await stream.send_all(f"GET {path}\r\n".encode())
            return Page(path, await stream.receive_some(65536))

    async def walk(self, start):
        for n in range(10):
            yield await self.get(f"{start}/{n}")


@asynccontextmanager
async def limiter(size):
    tokens = trio.CapacityLimiter(size)
    yield tokens


open_group = trio.open_nursery
