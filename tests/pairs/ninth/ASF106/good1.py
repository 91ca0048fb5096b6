"""Booking API storage: async drivers throughout, sync ones only off the loop."""
from __future__ import annotations

import asyncio
import logging
import sqlite3
from typing import Any

import aiosqlite
import asyncpg
import redis.asyncio as redis
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

log = logging.getLogger("booking")


class Base(DeclarativeBase):
    pass


class Booking(Base):
    __tablename__ = "bookings"
    id: Mapped[int] = mapped_column(primary_key=True)
    room: Mapped[str]


def count_rooms(session: Session) -> int:
    """Runs inside the greenlet of run_sync."""
    return len(set(session.scalars(select(Booking.room)).all()))


class Bookings:
    def __init__(self, url: str) -> None:
        self.engine = create_async_engine(url)
        self.sessions = async_sessionmaker(self.engine, expire_on_commit=False)
        self.cache = redis.Redis.from_url("redis://cache/1")

    async def add(self, room: str) -> int:
        async with self.sessions() as session:
            booking = Booking(room=room)
            session.add(booking)
            await session.commit()
        await self.cache.set(f"room:{room}", booking.id, ex=60)
        return booking.id

    async def of_room(self, room: str) -> list[Booking]:
        session: AsyncSession
        async with self.sessions() as session:
            result = await session.execute(select(Booking).where(Booking.room == room))
            return list(result.scalars().all())

    async def rooms(self) -> int:
        async with self.sessions() as session:
            return await session.run_sync(count_rooms)

    async def warm(self, rooms: list[str]) -> None:
        async with self.cache.pipeline(transaction=False) as pipe:
            for room in rooms:
                pipe.get(f"room:{room}")
            found = await pipe.execute()
        log.info("%d rooms cached", sum(value is not None for value in found))


async def create_schema(conn: AsyncConnection) -> None:
    await conn.run_sync(Base.metadata.create_all)
    await conn.execute(text("ANALYZE"))


async def audit(pool: asyncpg.Pool, line: str) -> None:
    async with pool.acquire() as connection:
        await connection.execute("INSERT INTO audit(line) VALUES ($1)", line)


async def export(path: str) -> list[Any]:
    async with aiosqlite.connect(path) as db:
        cursor = await db.execute("SELECT id, room FROM bookings")
        return list(await cursor.fetchall())


def _import(path: str, rows: list[tuple[int, str]]) -> int:
    db = sqlite3.connect(path)
    try:
        with db:
            db.executemany("INSERT INTO bookings VALUES (?, ?)", rows)
        return db.total_changes
    finally:
        db.close()


async def import_rows(path: str, rows: list[tuple[int, str]]) -> int:
    try:
        return await asyncio.to_thread(_import, path, rows)
    except sqlite3.IntegrityError as exc:
        log.error("import failed: %s", exc)
        return 0


class Query:
    """A tiny builder; execute only renders."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def execute(self, part: str) -> "Query":
        self._parts.append(part)
        return self


async def render(query: Query) -> str:
    query.execute("SELECT 1").execute("LIMIT 1")
    await asyncio.sleep(0)
    return str(query)
