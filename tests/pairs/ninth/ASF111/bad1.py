"""Market data relay: conflates ticks and forwards them to slow subscribers."""
from __future__ import annotations

import asyncio
import collections
import logging
import time
from dataclasses import dataclass

import trio

log = logging.getLogger("relay")


@dataclass
class Tick:
    symbol: str
    price: float
    stamp: float = 0.0


class Conflator:
    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.paused = False
        self.latest: dict[str, Tick] = {}
        self.inbox: collections.deque[Tick] = collections.deque(maxlen=limit)

    def offer(self, tick: Tick) -> None:
        self.inbox.append(tick)

    def take(self) -> Tick | None:
        return self.inbox.popleft() if self.inbox else None


class Relay:
    def __init__(self, conflator: Conflator, writer: asyncio.StreamWriter) -> None:
        self.conflator = conflator
        self.writer = writer
        self.connected = False
        self.sent = 0

    @property
    def ready(self) -> bool:
        return self.connected and not self.conflator.paused

    def connection_made(self) -> None:
        self.connected = True

    async def forward(self) -> None:
        while True:  # expect: ASF111
            if self.conflator.paused:
                continue
            tick = self.conflator.take()
            if tick is None:
                await asyncio.sleep(0.01)
                continue
            self.writer.write(f"{tick.symbol},{tick.price}\n".encode())
            await self.writer.drain()
            self.sent += 1

    async def handshake(self, hello: bytes) -> None:
        self.writer.write(hello)
        await self.writer.drain()
        while not self.ready:  # expect: ASF111
            pass
        log.info("subscriber is up")

    async def measure(self, marks: list[float], window: float) -> None:
        """Feeds the latency histogram from the conflated table."""
        while 1:  # expect: ASF111
            now = time.monotonic()
            stale = [t for t in self.conflator.latest.values() if now - t.stamp > window]
            for tick in stale:
                marks.append(now - tick.stamp)
            try:
                marks.sort()
            except TypeError:
                log.exception("bad mark")


async def replay(ticks: list[Tick], send: trio.MemorySendChannel[Tick], start: float) -> int:
    count = 0
    async with send:
        for tick in ticks:
            due = start + tick.stamp
            await send.send(tick)
            count += 1
            log.debug("%s due %.3f", tick.symbol, due)
    return count


async def barrier(tables: dict[str, Tick], symbols: set[str]) -> None:
    await trio.sleep(0)
    while any(symbol not in tables for symbol in symbols):  # expect: ASF111
        log.debug("waiting for %d symbols", len(symbols))
    log.info("all symbols seen")
