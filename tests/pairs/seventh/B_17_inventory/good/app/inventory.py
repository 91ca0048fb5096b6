from app.base import Warehouse


class Inventory(Warehouse):
    def __init__(self, repo, events):
        super().__init__(repo)
        self._events = events
        self._reserved = {}

    async def recount(self, counts):
        async with self._lock:
            for sku, qty in counts.items():
                await self._store(sku, qty)
        await self._events.emit("recount", sorted(counts))

    async def reserve(self, sku, qty):
        available = await self.level(sku)
        async with self._lock:
            held = self._reserved.get(sku, 0)
            if available - held < qty:
                return False
            self._reserved[sku] = held + qty
        return True

    async def release(self, sku, qty):
        async with self._lock:
            self._reserved[sku] = max(0, self._reserved.get(sku, 0) - qty)
