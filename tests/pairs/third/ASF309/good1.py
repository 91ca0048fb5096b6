"""Repository layer that awaits its queries while the session is open."""
import asyncio
from contextlib import contextmanager

from sqlalchemy import text
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

    async def count(self) -> int:
        async with sessions() as session:
            return await self._count(session)

    async def report(self) -> str:
        with span("report"):
            count = await self.count()
            return f"{count} users"

    def lazy(self, session: AsyncSession):
        with span("lazy") as name:
            print(name)
        return self._count(session)

    def bound(self):
        with span("bound"):
            return self._count


async def main() -> None:
    users = Users()
    print(await users.count(), await users.report())
    async with sessions() as session:
        print(await users.lazy(session), await users.bound()(session))


if __name__ == "__main__":
    asyncio.run(main())
