import asyncio


class Warehouse:
    def __init__(self, repo):
        self._repo = repo
        self._lock = asyncio.Lock()
        self._levels = {}

    async def level(self, sku):
        async with self._lock:
            if sku not in self._levels:
                self._levels[sku] = await self._repo.level(sku)
            return self._levels[sku]

    async def set_level(self, sku, qty):
        async with self._lock:
            await self._repo.save(sku, qty)
            self._levels[sku] = qty
