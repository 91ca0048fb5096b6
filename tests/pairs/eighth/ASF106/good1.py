"""Seat reservations, with every store behind its asynchronous driver."""
from __future__ import annotations

import asyncio
import sqlite3
from typing import Any

import aiosqlite
import psycopg
import redis.asyncio as redis
from django.contrib.auth.models import User
from sqlalchemy import MetaData, select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    metadata = MetaData()


class Seat(Base):
    __tablename__ = "seat"

    id: Mapped[int] = mapped_column(primary_key=True)
    row: Mapped[int]


class Plan:
    """A query plan that is only text."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def execute(self, step: str) -> "Plan":
        self.steps.append(step)
        return self

    def fetchall(self) -> list[str]:
        return list(self.steps)


async def setup(url: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as conn:
        await conn.run_sync(Base.metadata.create_all)
    await engine.dispose()


async def seats(session: AsyncSession, row: int) -> list[Seat]:
    query = select(Seat).where(Seat.row == row)
    result = await session.execute(query)
    found = result.scalars().all()
    session.add(Seat(id=len(found), row=row))
    await session.commit()
    return list(found)


async def staff() -> list[str]:
    people = User.objects.filter(is_staff=True).order_by("username")
    names = [user.username async for user in people]
    first = await User.objects.aget(pk=1)
    return [first.username, *names]


async def holds(cache: redis.Redis, show: str) -> int:
    return int(await cache.get(f"holds:{show}") or 0)


async def local_notes(path: str) -> list[Any]:
    async with aiosqlite.connect(path) as db:
        async with db.execute("SELECT note FROM notes") as cursor:
            return [row async for row in cursor]


async def shows(dsn: str) -> list[Any]:
    async with await psycopg.AsyncConnection.connect(dsn) as conn:
        cursor = await conn.execute("SELECT * FROM show")
        return await cursor.fetchall()


async def explain() -> list[str]:
    plan = Plan().execute("scan seat").execute("sort")
    await asyncio.sleep(0)
    return plan.fetchall()


def archive(path: str) -> int:
    with sqlite3.connect(path) as db:
        return db.execute("DELETE FROM notes").rowcount


async def nightly(path: str) -> int:
    await explain()
    return await asyncio.to_thread(archive, path)


if __name__ == "__main__":
    print(asyncio.run(nightly("notes.db")))
