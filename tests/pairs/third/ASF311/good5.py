"""Report job with connections that are awaited before they are entered."""
import asyncio
import contextlib
from collections.abc import AsyncIterator

import aiofiles
import asyncpg
import psycopg

DSN = "postgresql://reports@db/reports"


@contextlib.asynccontextmanager
async def report(title: str) -> AsyncIterator[str]:
    await asyncio.sleep(0)
    yield f"== {title}"


def opener(title: str):
    return report(title)


async def connect() -> psycopg.AsyncConnection:
    return await psycopg.AsyncConnection.connect(DSN)


async def export(path: str) -> None:
    async with await connect() as connection:
        async with connection.cursor() as cursor, aiofiles.open(path, "w") as handle:
            await cursor.execute("SELECT * FROM sales")
            async for row in cursor:
                await handle.write(repr(row))


async def totals() -> list[int]:
    async with asyncpg.create_pool(DSN) as pool:
        records = await pool.fetch("SELECT sum(cents) AS total FROM sales GROUP BY day")
        return [record["total"] for record in records]


async def main() -> None:
    async with opener("sales") as line, asyncio.timeout(60):
        print(line)
        await export("/tmp/sales.txt")
        for total in await totals():
            print(total)


if __name__ == "__main__":
    asyncio.run(main())
