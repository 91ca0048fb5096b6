"""A session each, one after another, or a pool."""
import asyncio

import asyncpg
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker


async def names(session: AsyncSession) -> list:
    return list(await session.scalars(select(1)))


async def load(maker: async_sessionmaker) -> list:
    async def one() -> list:
        async with maker() as session:
            return await names(session)

    return await asyncio.gather(one(), one())


async def in_turn(session: AsyncSession) -> list:
    return [await names(session), await names(session)]


async def fetch(dsn: str) -> None:
    pool = await asyncpg.create_pool(dsn)
    async with asyncio.TaskGroup() as group:
        for n in range(10):
            group.create_task(pool.fetch("select $1", n))
    await pool.close()
