from __future__ import annotations

import asyncio
import decimal
from contextlib import AsyncExitStack, asynccontextmanager


@asynccontextmanager
async def connection(host: str, port: int):
    reader, writer = await asyncio.open_connection(host, port)
    try:
        yield reader
    finally:
        writer.close()


async def merged(hosts: list[str], port: int):
    async with AsyncExitStack() as stack:
        readers = [await stack.enter_async_context(connection(host, port)) for host in hosts]
        while readers:
            for reader in list(readers):
                line = await reader.readline()
                if line:
                    yield line  # expect: ASF324
                else:
                    readers.remove(reader)


class Quotes:
    def __init__(self, source: asyncio.Queue[str | None]) -> None:
        self.source = source

    async def prices(self):
        with decimal.localcontext() as context:
            context.prec = 6
            while (raw := await self.source.get()) is not None:
                yield decimal.Decimal(raw) / 3  # expect: ASF324
