from app.base import Warehouse


class Inventory(Warehouse):
    def __init__(self, repo, events):
        super().__init__(repo)
        self._events = events
        self._reserved = {}

    async def recount(self, counts):
        async with self._lock:
            for sku, qty in counts.items():
                await self.set_level(sku, qty)  # expect: ASF203
        await self._events.emit("recount", sorted(counts))

    async def reserve(self, sku, qty):
        async with self._lock:
            held = self._reserved.get(sku, 0)
        available = await self.level(sku)
        if available - held < qty:
            return False
        async with self._lock:
            self._reserved[sku] = held + qty  # expect: ASF501
        return True

    async def release(self, sku, qty):
        async with self._lock:
            self._reserved[sku] = max(0, self._reserved.get(sku, 0) - qty)
