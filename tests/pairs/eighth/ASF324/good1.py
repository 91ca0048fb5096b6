"""Feature store readers."""
from __future__ import annotations

import asyncio
import contextlib
import io
import logging
from contextlib import aclosing, asynccontextmanager
from typing import Any, AsyncIterator, Awaitable, Callable, Iterator

import aiofiles
import asyncpg
import pytest_asyncio

log = logging.getLogger("features")


@asynccontextmanager
async def connection(pool: asyncpg.Pool, schema: str) -> AsyncIterator[asyncpg.Connection]:
    async with pool.acquire() as conn:
        await conn.execute(f"set search_path = {schema}")
        yield conn


@pytest_asyncio.fixture
async def pool() -> AsyncIterator[asyncpg.Pool]:
    async with asyncpg.create_pool("postgresql:///test") as made:
        yield made


@contextlib.contextmanager
def buffered(text: str) -> Iterator[io.StringIO]:
    with io.StringIO(text) as buffer:
        yield buffer


def fields(text: str) -> Iterator[str]:
    with io.StringIO(text) as buffer:
        for line in buffer:
            yield line.strip()


async def pages(db: asyncpg.Pool, size: int) -> AsyncIterator[list[asyncpg.Record]]:
    offset = 0
    while True:
        async with db.acquire() as conn:
            rows = await conn.fetch("select * from feature limit $1 offset $2", size, offset)
        if not rows:
            return
        yield rows
        offset += len(rows)


async def parsed(path: str) -> AsyncIterator[str]:
    async with aiofiles.open(path) as handle:
        text = await handle.read()
    with buffered(text) as buffer:
        names = [line.strip() for line in buffer]
    for name in names:
        yield name


async def first(path: str) -> str | None:
    async with aclosing(parsed(path)) as names:
        async for name in names:
            if name:
                return name
    return None


async def callbacks(path: str) -> list[Callable[[], Awaitable[Any]]]:
    async with aiofiles.open(path) as handle:
        head = await handle.readline()

        async def words() -> AsyncIterator[str]:
            for word in head.split():
                await asyncio.sleep(0)
                yield word

        async def collect() -> list[str]:
            return [word async for word in words()]

        return [collect]


async def guarded(names: list[str]) -> AsyncIterator[int]:
    for name in names:
        try:
            async with asyncio.timeout(1):
                await asyncio.sleep(len(name) / 1000)
        except TimeoutError:
            continue
        yield len(name)


async def main() -> None:
    async with asyncpg.create_pool("postgresql:///features") as db:
        async with connection(db, "ml") as conn:
            log.info("%s", await conn.fetchval("select count(*) from feature"))
        async for rows in pages(db, 100):
            log.info("%d rows", len(rows))
    log.info("%s %s", await first("/etc/hostname"), list(fields("a\nb\n")))
    for callback in await callbacks("/etc/hostname"):
        log.info("%s", await callback())
    log.info("%s", [n async for n in guarded(["age", "income"])])


if __name__ == "__main__":
    asyncio.run(main())
