import asyncio

import asyncpg
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine("postgresql+asyncpg://localhost/shop")
new_session = async_sessionmaker(engine, expire_on_commit=False)


async def load(model, key: int):
    async with new_session() as session:
        result = await session.execute(select(model).where(model.id == key))
        return result.scalar_one()


async def load_with(session: AsyncSession, model, key: int):
    result = await session.execute(select(model).where(model.id == key))
    return result.scalar_one()


async def show(models, key):
    return await asyncio.gather(*(load(model, key) for model in models))


async def show_in_turn(models, key):
    async with new_session() as session:
        return [await load_with(session, model, key) for model in models]


async def beside(model, key, client):
    async with new_session() as session:
        return await asyncio.gather(load_with(session, model, key), client.get("/"))


class Importer:
    def __init__(self, pool: asyncpg.Pool) -> None:
        self.pool = pool

    async def store(self, row: tuple) -> None:
        await self.pool.execute("insert into rows values ($1, $2)", *row)

    async def store_all(self, rows: list[tuple]) -> None:
        async with asyncio.TaskGroup() as group:
            for row in rows:
                group.create_task(self.store(row))


async def guarded(conn: asyncpg.Connection, lock: asyncio.Lock, statement: str) -> None:
    async with lock:
        await conn.execute(statement)


async def run_all(dsn: str, statements: list[str]) -> None:
    conn = await asyncpg.connect(dsn)
    lock = asyncio.Lock()
    try:
        await asyncio.gather(*(guarded(conn, lock, text) for text in statements))
    finally:
        await conn.close()
