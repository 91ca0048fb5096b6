from __future__ import annotations

from dataclasses import dataclass


class Repo:
    def __init__(self, db) -> None:
        self._db = db

    async def exists(self, user_id: int) -> bool:
        row = await self._db.fetchrow("select 1 from users where id = $1", user_id)
        return row is not None

    async def may(self, user_id: int, action: str) -> bool:
        return action in await self._db.fetch("select action from grants where id = $1", user_id)


@dataclass
class Deps:
    repo: Repo


class Handler:
    def __init__(self, deps: Deps) -> None:
        self.deps = deps

    async def delete(self, user_id: int, target: int) -> bool:
        if not self.deps.repo.exists(target):  # expect: ASF302
            return False
        if user_id == target or self.deps.repo.may(user_id, "delete"):  # expect: ASF302
            await self.deps.repo._db.execute("delete from users where id = $1", target)
            return True
        return False
