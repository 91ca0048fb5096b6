import asyncio
from collections.abc import AsyncIterator

import asyncpg


async def pages(client, start: str) -> AsyncIterator[str]:
    url = start
    while url:
        page = await client.get(url)
        yield page.text
        url = page.next_url


class Importer:
    def __init__(self, dsn: str) -> None:
        self.dsn = dsn
        self.conn: asyncpg.Connection | None = None

    async def open(self) -> None:
        self.conn = await asyncpg.connect(self.dsn)

    async def store(self, row: tuple) -> None:
        await self.conn.execute("insert into rows values ($1, $2)", *row)

    async def store_all(self, rows: list[tuple]) -> None:
        async with asyncio.TaskGroup() as group:
            for row in rows:
                group.create_task(self.store(row))  # expect: ASF704


async def index(texts: AsyncIterator[str], words: list[str]) -> None:
    async for text in texts:
        words.extend(text.split())


async def index_site(client) -> list[str]:
    words: list[str] = []
    source = pages(client, "/")
    async with asyncio.TaskGroup() as group:
        group.create_task(index(source, words))
        group.create_task(index(source, words))  # expect: ASF704
    return words
