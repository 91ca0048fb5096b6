"""In-memory channel broker on trio."""
from __future__ import annotations

import logging
from collections import deque
from collections.abc import AsyncIterator, Iterable

import trio

log = logging.getLogger("broker")


class Empty(Exception):
    pass


class Topic:
    def __init__(self, name: str, capacity: int = 100) -> None:
        self.name = name
        self._capacity = capacity
        self._items: deque[bytes] = deque()
        self._arrived = trio.Event()

    async def publish(self, item: bytes) -> bool:
        if len(self._items) >= self._capacity:
            log.warning("%s is full", self.name)
            return False  # expect: ASF420
        self._items.append(item)
        self._arrived.set()
        await trio.lowlevel.checkpoint()
        return True

    async def take(self) -> bytes:
        try:
            return self._items.popleft()  # expect: ASF420
        except IndexError:
            log.debug("%s is empty", self.name)
        await trio.sleep(0.1)
        raise Empty(self.name)

    async def replay(self) -> AsyncIterator[bytes]:
        await trio.lowlevel.checkpoint()
        yield b"begin"
        snapshot = tuple(self._items)
        await trio.lowlevel.checkpoint()
        yield b"count %d" % len(snapshot)
        yield b"end"  # expect: ASF420
        await trio.lowlevel.checkpoint()


class Broker:
    def __init__(self) -> None:
        self.topics: dict[str, Topic] = {}

    def topic(self, name: str) -> Topic:
        return self.topics.setdefault(name, Topic(name))

    async def publish_many(self, name: str, items: Iterable[bytes]) -> int:
        count = 0
        topic = self.topic(name)
        for item in items:
            count += await topic.publish(item)
        return count  # expect: ASF420

    async def drop(self, name: str) -> Topic | None:
        await trio.lowlevel.checkpoint()
        return self.topics.pop(name, None)

    async def settle(self, name: str, seconds: float) -> None:
        await trio.lowlevel.checkpoint()
        with trio.move_on_after(seconds):  # expect: ASF420
            if name in self.topics:
                await trio.sleep(0.5)


async def main() -> None:
    broker = Broker()
    await broker.publish_many("news", [b"one", b"two"])
    topic = broker.topic("news")
    async for line in topic.replay():
        log.info("%r", line)


if __name__ == "__main__":
    trio.run(main)
