"""Repository layer that opens a database session for each call."""
import asyncio
from contextlib import contextmanager

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine("postgresql+asyncpg://app@db/app")
sessions = async_sessionmaker(engine)


@contextmanager
def span(name: str):
    print("begin", name)
    try:
        yield name
    finally:
        print("end", name)


class Users:
    async def _count(self, session: AsyncSession) -> int:
        result = await session.execute(text("SELECT count(*) FROM users"))
        return result.scalar_one()

    async def _first(self, session: AsyncSession) -> str:
        return (await session.execute(select(text("name")))).scalars().first()

    async def count(self):
        async with sessions() as session:
            return self._count(session)  # expect: ASF309

    def first(self, session: AsyncSession):
        with span("first"):
            return self._first(session)  # expect: ASF309


async def main() -> None:
    users = Users()
    async with sessions() as session:
        print(await users.first(session))


if __name__ == "__main__":
    asyncio.run(main())
