import asyncio

import trio


class Link:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    @classmethod
    async def open(cls, host: str, port: int) -> "Link":
        return cls(*await asyncio.open_connection(host, port))

    async def ask(self, line: bytes) -> bytes:
        self.writer.write(line + b"\n")
        await self.writer.drain()
        return await self.reader.readline()


async def status(host: str) -> bytes:
    link = await Link.open(host, 4000)
    return await link.ask(b"STATUS")


async def copy(source: str, target: str) -> None:
    async with await trio.open_file(source, "rb") as src:
        body = await src.read()
    await trio.Path(target).write_bytes(body)
