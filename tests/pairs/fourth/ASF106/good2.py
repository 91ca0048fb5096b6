"""Repository on AsyncSession, aiosqlite and redis.asyncio."""
from __future__ import annotations

import aiosqlite
import redis.asyncio as redis
from sqlalchemy import String, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(50))


def rename_all(session: Session, prefix: str) -> int:
    users = session.query(User).all()
    for user in users:
        user.name = prefix + user.name
    return len(users)


class Repository:
    def __init__(self, url: str) -> None:
        self.engine = create_async_engine(url)
        self.sessions = async_sessionmaker(self.engine, expire_on_commit=False)
        self.cache = redis.Redis(host="localhost")

    async def names(self) -> list[str]:
        async with self.sessions() as session:
            result = await session.execute(select(User))
            return [u.name for u in result.scalars().all()]

    async def rename(self, session: AsyncSession, prefix: str) -> int:
        count = await session.run_sync(rename_all, prefix)
        await session.commit()
        await self.cache.set("renamed", count)
        return count

    async def legacy(self, path: str) -> list[tuple]:
        async with aiosqlite.connect(path) as db:
            cursor = await db.execute("select * from users")
            return [tuple(row) async for row in cursor]
