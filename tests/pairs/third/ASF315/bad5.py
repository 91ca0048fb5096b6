"""Object mapper whose attributes are loaded and deleted lazily."""
from __future__ import annotations

import anyio


class Store:
    def __init__(self) -> None:
        self.rows: dict[str, dict[str, str]] = {}

    async def load(self, key: str) -> dict[str, str]:
        await anyio.sleep(0.01)
        return dict(self.rows.get(key, {}))

    async def drop(self, key: str, name: str) -> None:
        await anyio.sleep(0.01)
        self.rows.get(key, {}).pop(name, None)


class Entity:
    def __init__(self, store: Store, key: str) -> None:
        self.store = store
        self.key = key

    @property
    def name(self) -> str:
        return self.key.title()

    @name.deleter
    async def name(self) -> None:  # expect: ASF315
        await self.store.drop(self.key, "name")

    async def __hash__(self) -> int:  # expect: ASF315
        row = await self.store.load(self.key)
        return hash(tuple(sorted(row.items())))

    async def __iter__(self):  # expect: ASF315
        row = await self.store.load(self.key)
        return iter(row)

    async def __str__(self) -> str:  # expect: ASF315
        return str(await self.store.load(self.key))
