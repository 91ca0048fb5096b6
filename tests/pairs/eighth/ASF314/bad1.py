"""Streams of exchange rates and tides."""
from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack, asynccontextmanager
from typing import AsyncGenerator, AsyncIterator

import anyio
import trio

log = logging.getLogger("streams")


class RateSource:
    def __init__(self, pairs: list[str]) -> None:
        self.pairs = pairs

    async def _quote(self, pair: str) -> float:
        await asyncio.sleep(0.05)
        return len(pair) / 10

    async def quotes(self) -> AsyncIterator[tuple[str, float]]:
        for pair in self.pairs:
            async with asyncio.timeout(2):
                value = await self._quote(pair)
                yield pair, value  # expect: ASF314

    async def refreshed(self, rounds: int) -> AsyncGenerator[dict[str, float], None]:
        latest: dict[str, float] = {}

        async def refresh(pair: str) -> None:
            latest[pair] = await self._quote(pair)

        async with asyncio.TaskGroup() as group:
            for _ in range(rounds):
                for pair in self.pairs:
                    group.create_task(refresh(pair))
                await asyncio.sleep(1)
                yield dict(latest)  # expect: ASF314


@asynccontextmanager
async def background(name: str) -> AsyncIterator[anyio.abc.TaskGroup]:
    async with anyio.create_task_group() as tg:
        log.debug("%s group open", name)
        yield tg
        tg.cancel_scope.cancel()


async def heartbeat(period: float) -> None:
    for _ in range(1000):
        await anyio.sleep(period)
        log.debug("alive")


async def tides(station: str, count: int) -> AsyncIterator[float]:
    async with background(station) as tg:
        tg.start_soon(heartbeat, 1.0)
        for hour in range(count):
            await anyio.sleep(0.01)
            yield hour * 0.3  # expect: ASF314


async def waves(station: str, seconds: float) -> AsyncIterator[float]:
    height = float(len(station))
    async with AsyncExitStack() as stack:
        scope = stack.enter_context(trio.move_on_after(seconds))
        while not scope.cancel_called:
            await trio.sleep(0.2)
            height = height * 0.9 + 0.1
            yield height  # expect: ASF314


async def show_waves() -> None:
    async for height in waves("north", 1.5):
        log.info("wave %.2f", height)


async def main() -> None:
    source = RateSource(["EURUSD", "EURCHF"])
    async for pair, value in source.quotes():
        log.info("%s %.2f", pair, value)
    async for snapshot in source.refreshed(2):
        log.info("%s", snapshot)
    async for level in tides("cuxhaven", 3):
        log.info("tide %.1f", level)


if __name__ == "__main__":
    asyncio.run(main())
    trio.run(show_waves)
