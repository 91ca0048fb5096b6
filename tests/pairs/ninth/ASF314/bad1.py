"""Market data feeds: merged, throttled and time-limited streams."""
import asyncio
import logging
from contextlib import AsyncExitStack, asynccontextmanager
from typing import AsyncIterator

import anyio
import trio

log = logging.getLogger("feeds")


class Feed:
    def __init__(self, symbol: str) -> None:
        self.symbol = symbol
        self.price = 100.0

    async def next(self) -> float:
        await anyio.sleep(0.1)
        self.price += 0.5
        return self.price


@asynccontextmanager
async def heartbeat(feed: Feed) -> AsyncIterator[None]:
    async def beat() -> None:
        while True:
            await anyio.sleep(5)
            log.debug("%s alive at %s", feed.symbol, feed.price)

    async with anyio.create_task_group() as group:
        group.start_soon(beat)
        yield
        group.cancel_scope.cancel()


class Merger:
    idle = 30.0

    def __init__(self, feeds: list[Feed]) -> None:
        self.feeds = feeds

    async def quotes(self, feed: Feed) -> AsyncIterator[float]:
        while True:
            try:
                async with asyncio.timeout(self.idle):
                    price = await feed.next()
                    yield price  # expect: ASF314
            except TimeoutError:
                log.warning("%s went quiet", feed.symbol)
                return

    async def watched(self, feed: Feed) -> AsyncIterator[float]:
        async with heartbeat(feed):
            while True:
                yield await feed.next()  # expect: ASF314

    async def merged(self) -> AsyncIterator[float]:
        send, receive = anyio.create_memory_object_stream[float](8)

        async def forward(feed: Feed) -> None:
            while True:
                await send.send(await feed.next())

        async with AsyncExitStack() as stack:
            group = await stack.enter_async_context(anyio.create_task_group())
            for feed in self.feeds:
                group.start_soon(forward, feed)
            async for price in receive:
                yield price  # expect: ASF314


async def countdown(seconds: int) -> AsyncIterator[int]:
    with trio.move_on_after(seconds) as scope:
        for left in range(seconds, 0, -1):
            await trio.sleep(0.5)
            yield left  # expect: ASF314
    if scope.cancelled_caught:
        log.info("countdown was cut short")


async def main() -> None:
    merger = Merger([Feed("ABC"), Feed("XYZ")])
    async for price in merger.merged():
        print(price)


if __name__ == "__main__":
    anyio.run(main)
