from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import redis
from sqlalchemy import select

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as DbSession


class Repo:
    def __init__(self, db: DbSession, model) -> None:
        self.db = db
        self.model = model

    async def by_name(self, name: str):
        await asyncio.sleep(0)
        query = select(self.model).where(self.model.name == name)
        return self.db.execute(query)  # expect: ASF106


class CachedRepo(Repo):
    cache: redis.Redis

    def __init__(self, db: DbSession, model, url: str) -> None:
        super().__init__(db, model)
        self.cache = redis.Redis.from_url(url)

    async def count(self, name: str) -> int:
        await asyncio.sleep(0)
        hit = self.cache.get(f"count:{name}")  # expect: ASF106
        return int(hit or 0)


async def show(repo: CachedRepo, names):
    for name in names:
        print(name, await repo.count(name), await repo.by_name(name))
