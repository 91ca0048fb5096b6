from __future__ import annotations

import asyncio


class NamedLock(asyncio.Lock):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class Guilds:
    def __init__(self, http) -> None:
        self._http = http
        self._locks: dict[int, asyncio.Lock] = {}

    def _lock_for(self, guild_id: int) -> asyncio.Lock:
        return self._locks.setdefault(guild_id, asyncio.Lock())

    async def rename(self, guild_id: int, name: str) -> None:
        with self._lock_for(guild_id):  # expect: ASF205
            await self._http.patch(guild_id, name)

    async def purge(self, guild_id: int, lock: NamedLock | None = None) -> None:
        if lock is None:
            lock = NamedLock(str(guild_id))
            self._locks[guild_id] = lock
        with lock:  # expect: ASF205
            await self._http.delete(guild_id)
