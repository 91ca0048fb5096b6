"""Database gateway whose object is connected when it is made."""
import asyncio

import asyncpg


class Gateway:
    async def __init__(self, dsn: str) -> None:  # expect: ASF315
        self.dsn = dsn
        self.pool = await asyncpg.create_pool(dsn)

    async def fetch(self, query: str) -> list:
        async with self.pool.acquire() as connection:
            return await connection.fetch(query)

    async def __del__(self) -> None:  # expect: ASF315
        await self.pool.close()


class Rows:
    def __init__(self, rows: list) -> None:
        self.rows = rows

    async def __len__(self) -> int:  # expect: ASF315
        await asyncio.sleep(0)
        return len(self.rows)


async def report(gateway: Gateway) -> Rows:
    return Rows(await gateway.fetch("SELECT 1"))
