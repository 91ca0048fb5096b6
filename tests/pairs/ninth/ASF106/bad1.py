"""Order service: a read model in SQLite, the ledger in PostgreSQL, sessions in Redis."""
from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
from dataclasses import dataclass

import psycopg
import redis
from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

log = logging.getLogger("orders")


class Base(DeclarativeBase):
    pass


class OrderRow(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]


@dataclass
class Settings:
    dsn: str
    redis_url: str = "redis://localhost/0"
    echo: bool = False


class Store:
    def __init__(self, settings: Settings) -> None:
        self._engine = create_engine(settings.dsn, echo=settings.echo)
        self._make_session = sessionmaker(self._engine)
        self._cache = redis.Redis.from_url(settings.redis_url)

    async def state(self, order_id: int) -> str | None:
        hit = self._cache.get(f"order:{order_id}")  # expect: ASF106
        await asyncio.sleep(0)
        return json.loads(hit)["state"] if hit else None

    async def open_orders(self, db: Session | None = None) -> list[int]:
        query = select(OrderRow).where(OrderRow.state == "open")
        db = db or self._make_session()
        rows = db.scalars(query).all()  # expect: ASF106
        await asyncio.sleep(0)
        return [row.id for row in rows]


async def purge(conn: psycopg.Connection, before: int, out: asyncio.Queue[int]) -> int:
    run = conn.execute
    removed = run("DELETE FROM ledger WHERE seq < %s", (before,)).rowcount  # expect: ASF106
    if removed:
        await out.put(removed)
    return removed


class ReadModel:
    def __init__(self, path: str) -> None:
        self._path = path
        self._db: sqlite3.Connection | None = None

    def attach(self, db: sqlite3.Connection) -> None:
        db.row_factory = sqlite3.Row
        self._db = db

    async def apply(self, events: asyncio.Queue[tuple[int, str]]) -> None:
        while True:
            seq, body = await events.get()
            if (db := self._db) is None:
                log.debug("dropped event %d", seq)
                continue
            db.execute("INSERT OR REPLACE INTO events VALUES (?, ?)", (seq, body))  # expect: ASF106
            db.commit()  # expect: ASF106


def migrate(settings: Settings) -> None:
    engine = create_engine(settings.dsn)
    with engine.begin() as conn:
        conn.execute(text("CREATE TABLE IF NOT EXISTS orders (id int primary key, state text)"))
