import asyncio
from contextlib import asynccontextmanager


class Client:
    def __init__(self, reader, writer):
        self._reader = reader
        self._writer = writer

    async def call(self, verb):
        self._writer.write(verb.encode() + b"\n")
        await self._writer.drain()
        return await self._reader.readline()

    async def pages(self):
        page = await self.call("first")
        while page:
            yield page
            page = await self.call("next")

    def header(self, name):
        return f"x-{name}"


@asynccontextmanager
async def connected(host, port):
    reader, writer = await asyncio.open_connection(host, port)
    try:
        yield Client(reader, writer)
    finally:
        writer.close()
