import asyncio


class OrderDesk:
    def __init__(self, inventory, payments):
        self._inventory = inventory
        self._payments = payments
        self._day_lock = asyncio.Lock()
        self._day_total = 0

    async def place(self, order):
        if not await self._inventory.reserve(order["sku"], order["qty"]):
            raise LookupError(order["sku"])
        receipt = await self._payments.charge(order["total"])
        self._day_total += order["total"]
        return receipt

    async def close_day(self):
        await self._day_lock.acquire()
        try:
            return await self._payments.settle(self._day_total)
        finally:
            self._day_lock.release()


async def serve(desk, requests):
    async with asyncio.TaskGroup() as tg:
        async for order in requests:
            tg.create_task(desk.place(order))
    return await desk.close_day()
