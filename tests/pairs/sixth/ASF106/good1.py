import asyncio
import sqlite3

import aiosqlite
import redis.asyncio as redis
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession


class Orders:
    def __init__(self, db: AsyncSession, model):
        self.db = db
        self.model = model

    def query(self, customer):
        return select(self.model).where(self.model.customer == customer)

    async def of(self, customer):
        rows = await self.db.execute(self.query(customer))
        return rows.scalars().all()

    async def add(self, order):
        self.db.add(order)
        await self.db.commit()


class Sessions:
    def __init__(self, url):
        self.store = redis.Redis.from_url(url)

    async def user(self, token):
        return await self.store.get(token)


async def recent(path):
    async with aiosqlite.connect(path) as db:
        async with db.execute("select title from post order by id desc") as cur:
            return [row[0] async for row in cur]


def _vacuum(path):
    conn = sqlite3.connect(path)
    try:
        conn.execute("vacuum")
        conn.commit()
    finally:
        conn.close()


async def maintenance(path):
    await asyncio.to_thread(_vacuum, path)


class Plan:
    def __init__(self):
        self.steps = []

    def execute(self, step):
        self.steps.append(step)


async def follow(plan: Plan):
    for step in ("a", "b"):
        plan.execute(step)
        await asyncio.sleep(0)
