"""Async functions that hand back a coroutine from inside their session or transaction."""
import asyncio
from contextlib import asynccontextmanager
from typing import AsyncIterator, Awaitable

import asyncpg


class Users:
    def __init__(self, dsn: str) -> None:
        self.dsn = dsn

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[asyncpg.Connection]:
        conn = await asyncpg.connect(self.dsn)
        try:
            yield conn
        finally:
            await conn.close()

    async def _name(self, conn: asyncpg.Connection, pk: int) -> str:
        row = await conn.fetchrow("select name from users where id = $1", pk)
        return row["name"]

    async def name(self, pk: int) -> Awaitable[str]:
        async with self.connection() as conn:
            return self._name(conn, pk)  # expect: ASF309

    async def name_in_transaction(self, pk: int) -> Awaitable[str]:
        async with self.connection() as conn:
            async with conn.transaction():
                return self._name(conn, pk)  # expect: ASF309


async def audit(text: str) -> None:
    await asyncio.sleep(0.1)
    print(text)


def audited(text: str) -> Awaitable[None]:
    try:
        return audit(text)  # expect: ASF309
    finally:
        print("audited", text)
