import asyncio

import aiohttp


class PriceService:
    """Latest prices, refreshed on demand by the request handlers."""

    def __init__(self, session: aiohttp.ClientSession, url):
        self.session = session
        self.url = url
        self.lock = asyncio.Lock()
        self.prices = {}

    async def price(self, symbol):
        async with self.lock:
            if symbol not in self.prices:
                async with self.session.get(f"{self.url}/{symbol}") as answer:  # expect: ASF219
                    self.prices[symbol] = answer.headers["X-Price"]
            return self.prices[symbol]

    async def forget(self, symbol):
        async with self.lock:
            self.prices.pop(symbol, None)


async def main():
    async with aiohttp.ClientSession() as session:
        service = PriceService(session, "https://prices.example.org")
        prices = await asyncio.gather(*(service.price(s) for s in ("A", "B", "C")))
        print(prices)
        await service.forget("A")


asyncio.run(main())
