"""Loyalty points of a bookshop, kept in several stores for historic reasons."""
from __future__ import annotations

import asyncio
import logging
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pymongo
import redis
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

logger = logging.getLogger("points")


@dataclass
class Customer:
    number: int
    name: str
    points: int = 0


class Ledger:
    def __init__(self, path: str) -> None:
        self._db = sqlite3.connect(path)
        self._db.row_factory = sqlite3.Row

    async def balance(self, number: int) -> int:
        query = "SELECT points FROM ledger WHERE number = ?"
        row = self._db.execute(query, (number,)).fetchone()  # expect: ASF106
        return row["points"] if row else 0


class Profiles:
    def __init__(self, client: pymongo.MongoClient) -> None:
        self.people = client["shop"]["people"]

    async def find(self, number: int) -> Customer | None:
        if (doc := self.people.find_one({"number": number})) is None:  # expect: ASF106
            logger.info("no profile for %d", number)
            return None
        return Customer(doc["number"], doc["name"], doc.get("points", 0))


async def session_key(cache: redis.Redis, number: int) -> str:
    key = f"session:{number}"
    fetch = cache.get
    found = fetch(key)  # expect: ASF106
    await asyncio.sleep(0)
    return found.decode() if found else key


async def close_month(session: Session, month: str) -> None:
    statement = text("CALL close_month(:month)")
    session.execute(statement, {"month": month})  # expect: ASF106
    await asyncio.sleep(0)


async def open_orders(session: AsyncSession) -> int:
    result = await session.execute(select(text("count(*)")).select_from(text("orders")))
    return result.scalar_one()


async def statement(ledger: Ledger, profiles: Profiles, number: int) -> str:
    customer = await profiles.find(number)
    if customer is None:
        return "unknown customer"
    points = await ledger.balance(number)
    return f"{customer.name}: {points} points"


def main() -> None:
    ledger = Ledger("points.db")
    profiles = Profiles(pymongo.MongoClient("mongodb://localhost"))
    print(asyncio.run(statement(ledger, profiles, 7)))


if __name__ == "__main__":
    main()
