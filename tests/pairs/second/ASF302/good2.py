class Settings:
    def __init__(self, store) -> None:
        self._store = store

    async def all(self) -> dict[str, int]:
        return await self._store.all()

    async def has(self, name: str) -> bool:
        return name in (await self.all())

    async def limit(self) -> int:
        return (await self.all())["limit"]

    @property
    async def region(self) -> str:
        return await self._store.region()

    async def describe(self) -> str:
        if not await self.has("limit"):
            return "unlimited"
        if await self.limit() > 10 and not (await self.has("soft")):
            return f"{await self.region}: {(await self.all())['limit']:>4}"
        return f"{len(await self.all())} settings"
