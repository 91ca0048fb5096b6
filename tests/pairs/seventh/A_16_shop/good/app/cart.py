import asyncio
import json


class CartService:
    def __init__(self, cache, catalogue):
        self.cache = cache
        self.catalogue = catalogue
        self.jobs = set()

    async def add(self, user, sku, amount):
        await asyncio.to_thread(self.cache.hincrby, f"cart:{user}", sku, amount)
        await asyncio.sleep(0)

    async def summary(self, user):
        loop = asyncio.get_running_loop()
        cart = await loop.run_in_executor(None, self.cache.hgetall, f"cart:{user}")
        prices = await asyncio.to_thread(self.catalogue.prices, list(cart))
        total = sum(prices[sku] * int(n) for sku, n in cart.items())
        size = await asyncio.to_thread(lambda: self.catalogue.size)
        return {"total": total, "of": size, "in": self.catalogue.currency()}

    def _stored(self, task):
        self.jobs.discard(task)

    async def _checkout(self, user):
        result = await self.summary(user)
        await asyncio.to_thread(self.cache.incr, "orders")
        return result

    def checkout(self, user):
        task = asyncio.get_running_loop().create_task(self._checkout(user))
        self.jobs.add(task)
        task.add_done_callback(self._stored)
        return task

    async def receipt(self, user):
        data = json.dumps(await self.checkout(user))
        proc = await asyncio.create_subprocess_exec(
            "receipt-printer", "--stdin", stdin=asyncio.subprocess.PIPE
        )
        await proc.communicate(data.encode())
        return proc.returncode
