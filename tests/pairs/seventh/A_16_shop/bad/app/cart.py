import asyncio
import json
import subprocess


class CartService:
    def __init__(self, cache, catalogue):
        self.cache = cache
        self.catalogue = catalogue
        self.jobs = set()

    async def add(self, user, sku, amount):
        self.cache.hincrby(f"cart:{user}", sku, amount)  # expect: ASF106
        await asyncio.sleep(0)

    async def summary(self, user):
        loop = asyncio.get_running_loop()
        cart = await loop.run_in_executor(None, self.cache.hgetall, f"cart:{user}")
        prices = await asyncio.to_thread(self.catalogue.prices, list(cart))
        total = sum(prices[sku] * int(n) for sku, n in cart.items())
        return {"total": total, "of": self.catalogue.size, "in": self.catalogue.currency()}  # expect: ASF120

    def _stored(self, task):
        self.jobs.discard(task)
        self.cache.incr("orders")

    def checkout(self, user):
        task = asyncio.get_running_loop().create_task(self.summary(user))
        self.jobs.add(task)
        task.add_done_callback(self._stored)  # expect: ASF112
        return task

    async def receipt(self, user):
        data = json.dumps(await self.checkout(user))
        proc = subprocess.Popen(["receipt-printer", "--stdin"], stdin=subprocess.PIPE, text=True)  # expect: ASF103
        proc.communicate(data)  # expect: ASF103
        return proc.returncode
