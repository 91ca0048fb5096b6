"""Event store of a small simulation, readable while it is written."""
from __future__ import annotations

import asyncio
import itertools
import logging
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import trio

logger = logging.getLogger("store")


@dataclass(frozen=True)
class Event:
    number: int
    kind: str
    payload: bytes = b""


class Lockable:
    def __init__(self) -> None:
        self._mutex = threading.RLock()


class Store(Lockable):
    def __init__(self) -> None:
        super().__init__()
        self._events: list[Event] = []
        self._numbers = itertools.count()

    def append(self, kind: str, payload: bytes = b"") -> Event:
        with self._mutex:
            event = Event(next(self._numbers), kind, payload)
            self._events.append(event)
            return event

    def __iter__(self) -> Iterator[Event]:
        with self._mutex:
            for event in self._events:
                yield event  # expect: ASF207

    def of_kind(self, *kinds: str) -> Iterator[Event]:
        lock = self._mutex
        lock.acquire()
        try:
            yield from (event for event in self._events if event.kind in kinds)  # expect: ASF207
        finally:
            lock.release()

    def last(self) -> Event | None:
        with self._mutex:
            return self._events[-1] if self._events else None


class Feed:
    """Hands pages of events to subscribers."""

    def __init__(self, page: int = 10) -> None:
        self._turn = asyncio.Lock()
        self._pages: list[list[Event]] = []
        self.page = page

    async def extend(self, events: list[Event]) -> int:
        async with self._turn:
            await asyncio.sleep(0)
            self._pages.append(events[: self.page])
            return len(self._pages)

    async def pages(self) -> AsyncIterator[list[Event]]:
        logger.debug("reader arrived")
        async with self._turn:
            while self._pages:
                page = self._pages.pop(0)
                await asyncio.sleep(0)
                yield page  # expect: ASF207


async def throttled(limit: trio.Lock, kinds: list[str]) -> AsyncIterator[str]:
    for kind in kinds:
        async with limit:
            await trio.sleep(0.01)
            match kind:
                case "":
                    continue
                case _:
                    yield kind.upper()  # expect: ASF207


async def consume(feed: Feed) -> int:
    count = 0
    async for page in feed.pages():
        count += len(page)
    return count


def main() -> None:
    store = Store()
    for kind in ("boot", "tick", "tick", "halt"):
        store.append(kind)
    logger.info("%d ticks of %d", len(list(store.of_kind("tick"))), len(list(store)))
    feed = Feed()
    asyncio.run(feed.extend(list(store)))
    logger.info("%s", store.last())


if __name__ == "__main__":
    main()
