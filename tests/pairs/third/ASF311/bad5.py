"""Report job that streams rows from PostgreSQL to a file."""
import asyncio
import contextlib
from collections.abc import AsyncIterator

import aiofiles
import psycopg

DSN = "postgresql://reports@db/reports"


async def rows(connection: psycopg.AsyncConnection) -> AsyncIterator[tuple]:
    async with connection.cursor() as cursor:
        await cursor.execute("SELECT * FROM sales")
        while row := await cursor.fetchone():
            yield row


@contextlib.contextmanager
def banner(title: str):
    print("==", title)
    yield
    print("==")


async def connect() -> psycopg.AsyncConnection:
    return await psycopg.AsyncConnection.connect(DSN)


async def export(path: str) -> None:
    async with connect() as connection:  # expect: ASF311
        with aiofiles.open(path, "w") as handle:  # expect: ASF311
            async for row in rows(connection):
                await handle.write(repr(row))


async def main() -> None:
    async with banner("sales"):  # expect: ASF311
        await export("/tmp/sales.txt")
    with asyncio.timeout(5):  # expect: ASF311
        await asyncio.sleep(1)


if __name__ == "__main__":
    asyncio.run(main())
