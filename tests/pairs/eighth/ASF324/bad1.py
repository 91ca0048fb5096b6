"""Streaming exports: rows, pages, chunks."""
from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from typing import AsyncGenerator, AsyncIterator, Iterator

import aiofiles
import aiohttp
import asyncpg

log = logging.getLogger("export")


@contextlib.contextmanager
def span(name: str) -> Iterator[None]:
    begin = time.perf_counter()
    try:
        yield
    finally:
        log.debug("%s: %.3f s", name, time.perf_counter() - begin)


class Export:
    def __init__(self, pool: asyncpg.Pool) -> None:
        self.pool = pool

    async def rows(self, table: str) -> AsyncIterator[asyncpg.Record]:
        async with self.pool.acquire() as conn, conn.transaction():
            async for row in conn.cursor(f"select * from {table}"):
                yield row  # expect: ASF324

    async def lines(self, path: str) -> AsyncGenerator[str, None]:
        async with aiofiles.open(path) as handle:
            number = 0
            while line := await handle.readline():
                number += 1
                reply = yield f"{number}: {line.rstrip()}"  # expect: ASF324
                log.debug("consumer says %r", reply)

    async def ticks(self, count: int) -> AsyncIterator[int]:
        for number in range(count):
            with span(f"tick {number}"):
                await asyncio.sleep(0.01)
                yield number  # expect: ASF324


async def chunks(url: str, size: int = 65536) -> AsyncIterator[bytes]:
    session = aiohttp.ClientSession()
    stack = contextlib.AsyncExitStack()
    async with stack:
        await stack.enter_async_context(session)
        response = await stack.enter_async_context(session.get(url))
        async for chunk in response.content.iter_chunked(size):
            yield chunk  # expect: ASF324


async def numbers(limit: int) -> AsyncIterator[int]:
    for number in range(limit):
        await asyncio.sleep(0)
        yield number


async def main() -> None:
    async with asyncpg.create_pool("postgresql:///shop") as pool:
        export = Export(pool)
        async for row in export.rows("customer"):
            log.info("%s", dict(row))
        async for number in export.ticks(3):
            log.info("tick %d", number)
        lines = export.lines("/etc/services")
        log.info("first: %s", await lines.asend(None))
        await lines.aclose()
    size = 0
    async for chunk in chunks("https://example.org/big.bin"):
        size += len(chunk)
    log.info("%d bytes, %s", size, [n async for n in numbers(3)])


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(main())
