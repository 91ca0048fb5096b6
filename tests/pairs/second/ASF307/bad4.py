from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor


class Store:
    def __init__(self, db) -> None:
        self._db = db

    async def save(self, row: dict) -> int:
        return await self._db.insert(row)


class Saver:
    def __init__(self, store: Store | None, pool: ThreadPoolExecutor) -> None:
        self._store = store
        self._pool = pool

    async def save(self, row: dict) -> object:
        if self._store is None:
            return None
        return await asyncio.to_thread(self._store.save, row)  # expect: ASF307

    async def save_in_pool(self, store: Store, row: dict) -> object:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, store.save, row)  # expect: ASF307

    def later(self, store: Store, row: dict) -> Future:
        return self._pool.submit(store.save, row)  # expect: ASF307
