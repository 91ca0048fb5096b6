"""Price collector that uses each protocol where it belongs."""
import asyncio
from collections.abc import AsyncIterator

import aiohttp
import httpx


async def ticks(count: int) -> AsyncIterator[int]:
    for number in range(count):
        await asyncio.sleep(0.1)
        yield number


async def shops() -> list[str]:
    await asyncio.sleep(0)
    return ["a.example", "b.example"]


class Collector:
    async def one(self, session: aiohttp.ClientSession, shop: str) -> int:
        async with session.get(f"https://{shop}/price") as answer:
            return (await answer.json())["cents"]

    async def all(self) -> list[int]:
        async with aiohttp.ClientSession() as session:
            prices = []
            for shop in await shops():
                prices.append(await self.one(session, shop))
            return prices

    async def fastest(self) -> list[int]:
        async with aiohttp.ClientSession() as session:
            found = []
            for earliest in asyncio.as_completed([self.one(session, shop) for shop in await shops()]):
                found.append(await earliest)
            return found

    async def watch(self) -> None:
        async for number in ticks(3):
            print(number, await self.all(), await self.fastest())


def offline(url: str) -> int:
    with httpx.Client() as client:
        return client.get(url).status_code


if __name__ == "__main__":
    with asyncio.Runner() as runner:
        runner.run(Collector().watch())
    print(offline("https://example.org"))
