"""Price collector that reads several shops with aiohttp."""
import asyncio
from dataclasses import dataclass

import aiohttp


@dataclass
class Price:
    shop: str
    cents: int


async def ticks(count: int):
    for number in range(count):
        await asyncio.sleep(0.1)
        yield number


class Collector:
    def __init__(self, shops: list[str]) -> None:
        self.shops = shops

    async def one(self, session: aiohttp.ClientSession, shop: str) -> Price:
        async with session.get(f"https://{shop}/price") as answer:
            data = await answer.json()
        return Price(shop, data["cents"])

    async def all(self) -> list[Price]:
        with aiohttp.ClientSession() as session:  # expect: ASF311
            return [await self.one(session, shop) for shop in self.shops]

    async def watch(self) -> None:
        for number in ticks(3):  # expect: ASF311
            print(number, await self.all())


if __name__ == "__main__":
    asyncio.run(Collector(["a.example", "b.example"]).watch())
