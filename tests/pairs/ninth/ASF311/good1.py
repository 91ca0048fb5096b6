"""Objects that speak both protocols, and code that picks the right one."""
import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Iterator

import aiohttp

log = logging.getLogger("dual")


class Feed:
    """Usable from scripts and from coroutines."""

    def __init__(self, items: list[int]) -> None:
        self.items = items

    def __iter__(self) -> Iterator[int]:
        return iter(self.items)

    async def __aiter__(self) -> AsyncIterator[int]:
        for item in self.items:
            await asyncio.sleep(0)
            yield item

    def __enter__(self) -> "Feed":
        return self

    def __exit__(self, *exc: object) -> None:
        log.debug("closed")

    async def __aenter__(self) -> "Feed":
        return self

    async def __aexit__(self, *exc: object) -> None:
        await asyncio.sleep(0)

    async def pages(self) -> list[int]:
        await asyncio.sleep(0)
        return self.items[::2]


@contextlib.asynccontextmanager
async def transaction(feed: Feed) -> AsyncIterator[Feed]:
    await asyncio.sleep(0)
    yield feed


async def connect(feed: Feed) -> contextlib.AbstractAsyncContextManager[Feed]:
    await asyncio.sleep(0)
    return transaction(feed)


class Poller:
    def __init__(self, feed: Feed) -> None:
        self.feed = feed

    async def total(self) -> int:
        total = 0
        with self.feed as feed:
            for item in feed:
                total += item
        async with self.feed as feed:
            async for item in feed:
                total += item
        for page in await self.feed.pages():
            total += page
        return total

    async def nested(self) -> list[int]:
        async with await connect(self.feed) as feed:
            doubled = [2 * item async for item in feed]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(2), aiohttp.ClientSession() as client:
                async with client.get("http://feed.local") as response:
                    async for chunk in response.content.iter_chunked(64):
                        doubled.append(len(chunk))
        for task in asyncio.as_completed([self.feed.pages(), self.feed.pages()]):
            doubled.extend(await task)
        return doubled


async def main() -> None:
    poller = Poller(Feed([1, 2, 3]))
    print(await poller.total(), await poller.nested())


if __name__ == "__main__":
    asyncio.run(main())
