"""One session, one connection, one socket, many tasks."""
import asyncio

import asyncpg
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession


async def names(session: AsyncSession) -> list:
    return list(await session.scalars(select(1)))


async def load(session: AsyncSession) -> list:
    return await asyncio.gather(names(session), names(session))  # expect: ASF704


async def fetch(dsn: str) -> None:
    conn = await asyncpg.connect(dsn)
    async with asyncio.TaskGroup() as group:
        for n in range(10):
            group.create_task(conn.fetch("select $1", n))  # expect: ASF704
    await conn.close()
