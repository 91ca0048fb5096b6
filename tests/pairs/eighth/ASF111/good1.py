"""Line protocol of a telemetry gateway: parsing, draining, paging."""
from __future__ import annotations

import asyncio
import collections
import logging
import random
from typing import AsyncIterator, Iterator

import trio

logger = logging.getLogger("gateway")


class Parser:
    def __init__(self) -> None:
        self._buffer = bytearray()
        self.lines: collections.deque[bytes] = collections.deque()
        self.done = False

    def feed(self, data: bytes) -> None:
        self._buffer += data

    def next_event(self) -> bytes | None:
        head, sep, tail = bytes(self._buffer).partition(b"\n")
        if not sep:
            return None
        self._buffer[:] = tail
        return head

    def advance(self) -> None:
        if self.next_event() is None:
            self.done = True


class Gateway:
    def __init__(self, reader: asyncio.StreamReader) -> None:
        self.reader = reader
        self.parser = Parser()
        self.backlog: collections.deque[bytes] = collections.deque()
        self.closing = False
        self.arrived = asyncio.Event()

    async def pump(self) -> None:
        while True:
            data = await self.reader.read(4096)
            if not data:
                return
            self.parser.feed(data)
            while True:
                event = self.parser.next_event()
                if event is None:
                    break
                self.backlog.append(event)
                self.arrived.set()

    async def finish(self) -> int:
        count = 0
        while not self.parser.done:
            self.parser.advance()
            count += 1
        while self.backlog:
            logger.debug("%r", self.backlog.popleft())
        await asyncio.sleep(0)
        return count

    async def forward(self, writer: asyncio.StreamWriter) -> None:
        while not self.closing:
            if not self.backlog:
                self.arrived.clear()
                await self.arrived.wait()
                continue
            writer.write(self.backlog.popleft())
            await writer.drain()


async def pages(fetch: AsyncIterator[list[int]]) -> list[int]:
    found: list[int] = []
    async for page in fetch:
        found.extend(page)
    while len(found) > 100:
        found.pop()
    return found


async def unique_id(taken: set[str]) -> str:
    while True:
        candidate = f"{random.getrandbits(32):08x}"
        if candidate not in taken:
            return candidate


def counter() -> Iterator[int]:
    n = 0
    while True:
        yield n
        n += 1


async def ticker(cancel_scope: trio.CancelScope) -> None:
    numbers = counter()
    while True:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(trio.sleep, 1)
            logger.info("tick %d", next(numbers))
        if cancel_scope.cancel_called:
            break


async def halve(value: int, limit: int) -> int:
    steps = 0
    while value > limit:
        value, steps = value // 2, steps + 1
    await asyncio.sleep(0)
    return steps
