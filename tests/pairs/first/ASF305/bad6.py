import asyncio


class SyncFacade:
    def __init__(self, api) -> None:
        self.api = api
        self._loop = asyncio.new_event_loop()

    def call(self, name: str, *args):
        return self._loop.run_until_complete(getattr(self.api, name)(*args))

    def close(self) -> None:
        self._loop.close()


class Shop(SyncFacade):
    def price(self, article: str) -> int:
        return self.call("price", article)


async def quote(shop: Shop, articles: list[str]) -> int:
    total = sum(shop.price(article) for article in articles)  # expect: ASF305
    await asyncio.sleep(0)
    return total


async def quote_one(shop: "Shop", article: str) -> int:
    return shop.price(article)  # expect: ASF305
