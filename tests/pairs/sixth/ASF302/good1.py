import asyncio
import inspect
import json


class Shop:
    def __init__(self, stock):
        self.stock = stock

    async def has(self, name):
        await asyncio.sleep(0)
        return name in self.stock

    async def price(self, name):
        await asyncio.sleep(0)
        return self.stock[name]

    def hint(self, name):
        return self.price(name) if name in self.stock else None


async def show(shop: Shop, name):
    if await shop.has(name):
        print(f"{name}: {await shop.price(name)}")
    total = 1 + await shop.price(name)
    print(json.dumps({"total": total}), len(await names()))


async def names():
    await asyncio.sleep(0)
    return ["a", "b"]


async def maybe(shop: Shop, name):
    coro = shop.hint(name)
    if coro is None:
        return 0
    return await coro


async def looked_at(shop: Shop):
    coro = shop.price("a")
    print(coro.cr_code.co_name)
    coro.close()
    assert inspect.iscoroutinefunction(shop.price)
    await asyncio.sleep(0)


async def either(value):
    if inspect.isawaitable(value):
        value = await value
    return value


async def handler_set(shop: Shop):
    handlers = {"price": shop.price}
    if shop.price and handlers:
        return await handlers["price"]("a")
    return None


async def task_truth(shop: Shop):
    task = asyncio.create_task(shop.has("a"))
    if task:
        return await task
    return False


async def first(shop: Shop):
    return (await names())[0].upper(), await shop.has("b")
