"""Exchange rates: retries with factories, caches with futures."""
import asyncio
import functools
import logging
from typing import Awaitable, Callable

log = logging.getLogger("rates")


class Feed:
    def __init__(self, base: str) -> None:
        self.base = base
        self._cache: dict[str, asyncio.Task[float]] = {}

    async def _load(self, quote: str) -> float:
        await asyncio.sleep(0.01)
        return float(len(quote))

    @functools.lru_cache(maxsize=None)
    def url(self, quote: str) -> str:
        return f"/{self.base}/{quote}"

    async def rate(self, quote: str) -> float:
        task = self._cache.get(quote)
        if task is None:
            task = self._cache[quote] = asyncio.create_task(self._load(quote))
        return await task

    async def both(self, quote: str) -> float:
        task = asyncio.create_task(self._load(quote))
        first = await task
        log.debug("%s", self.url(quote))
        return first + await task

    async def either(self, quote: str, fast: bool) -> float:
        coro = self._load(quote)
        if fast:
            return await asyncio.wait_for(coro, 1)
        return await coro

    @functools.cached_property
    def ready(self) -> "asyncio.Future[None]":
        return asyncio.get_running_loop().create_future()


async def with_retries(make: Callable[[], Awaitable[float]], attempts: int = 3) -> float:
    for attempt in range(attempts):
        coro = make()
        try:
            return await coro
        except ConnectionError:
            await asyncio.sleep(attempt)
    raise ConnectionError("gave up")


async def once(coro: Awaitable[float]) -> float:
    while True:
        try:
            return await coro
        except ConnectionError as exc:
            raise RuntimeError("feed is gone") from exc


async def main() -> None:
    feed = Feed("EUR")
    print(await with_retries(lambda: feed.rate("USD")), await feed.both("GBP"))
    quotes = ["CHF"] * 3
    print(await asyncio.gather(*[feed.rate(q) for q in quotes]))
    print(await once(feed.either("JPY", True)))


if __name__ == "__main__":
    asyncio.run(main())
