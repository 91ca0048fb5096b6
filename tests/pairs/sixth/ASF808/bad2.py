import asyncio


class Stock:
    def __init__(self, client) -> None:
        self.client = client

    async def reserve(self, levels: dict[str, int], article: str, count: int) -> bool:
        left = levels[article]
        if left < count:
            return False
        await self.client.reserve(article, count)
        levels[article] = left - count
        return True

    async def show(self, levels: dict[str, int]) -> None:
        for article, count in levels.items():
            await self.client.show(article, count)

    async def restock(self, levels: dict[str, int], delivery) -> None:
        async for article, count in delivery:
            levels[article] = count


async def order(stock: Stock, levels: dict[str, int]) -> list[bool]:
    async with asyncio.TaskGroup() as group:
        first = group.create_task(stock.reserve(levels, "apple", 2))
        second = group.create_task(stock.reserve(levels, "apple", 3))  # expect: ASF808
    return [first.result(), second.result()]


async def display(stock: Stock, delivery) -> None:
    levels = {"apple": 5, "pear": 4}
    await asyncio.gather(stock.show(levels), stock.restock(levels, delivery))  # expect: ASF808
