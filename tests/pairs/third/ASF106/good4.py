"""Sensor daemon that talks to PostgreSQL through asynchronous connections."""
import asyncio
from collections.abc import Sequence

import asyncpg
import psycopg
from psycopg import sql

DSN = "postgresql://metrics@db/metrics"


def insert_query(table: str) -> sql.Composed:
    return sql.SQL("INSERT INTO {} VALUES (%s, %s)").format(sql.Identifier(table))


async def insert(rows: Sequence[tuple[str, float]]) -> None:
    connection = await psycopg.AsyncConnection.connect(DSN)
    async with connection:
        async with connection.cursor() as cursor:
            await cursor.executemany(insert_query("readings"), rows)


async def average(name: str) -> float:
    connection = await asyncpg.connect(DSN)
    value = await connection.fetchval("SELECT avg(value) FROM readings WHERE name = $1", name)
    await connection.close()
    return float(value or 0)


def vacuum(dsn: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("VACUUM readings")


async def main() -> None:
    await insert([("attic", 20.5), ("cellar", 12.25)])
    print(await average("attic"))
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, vacuum, DSN)


if __name__ == "__main__":
    asyncio.run(main())
