import asyncio
import threading


class Inventory:
    """Stock levels, also read by a reporting thread."""

    def __init__(self, api):
        self.api = api
        self._lock = threading.Lock()
        self._stock = {}

    def snapshot(self):
        with self._lock:
            return dict(self._stock)

    async def refresh(self, sku):
        with self._lock:  # expect: ASF201
            level = await self.api.level(sku)
            self._stock[sku] = level

    async def reserve(self, sku, amount):
        self._lock.acquire()  # expect: ASF201
        try:
            if self._stock.get(sku, 0) < amount:
                raise LookupError(sku)
            await self.api.reserve(sku, amount)
            self._stock[sku] -= amount
        finally:
            self._lock.release()


class FakeApi:
    async def level(self, sku):
        await asyncio.sleep(0.1)
        return 10

    async def reserve(self, sku, amount):
        await asyncio.sleep(0.1)


async def main():
    inventory = Inventory(FakeApi())
    await inventory.refresh("bolt")
    await inventory.reserve("bolt", 3)
    print(inventory.snapshot())


asyncio.run(main())
