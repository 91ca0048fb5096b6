"""Price feeds of a small exchange: statistics over all feeds."""
from __future__ import annotations

import itertools
import logging
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from typing import ClassVar

logger = logging.getLogger("feeds")

LAST_PRICES: dict[str, float] = {}
_subscriptions = 0


@dataclass(frozen=True)
class Tick:
    symbol: str
    price: float
    size: int = 1


class Guarded:
    def __init__(self) -> None:
        self._lock = threading.Lock()


class Feed(Guarded):
    total: ClassVar[int] = 0
    volumes: ClassVar[dict[str, int]] = defaultdict(int)
    _ids = itertools.count(1)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.number = next(self._ids)
        self._ticks: list[Tick] = []

    def push(self, tick: Tick) -> None:
        with self._lock:
            self._ticks.append(tick)
            Feed.total += 1  # expect: ASF211
        logger.debug("%s %s", self.name, tick)

    def publish(self) -> int:
        with self._lock:
            for tick in self._ticks:
                LAST_PRICES[tick.symbol] = tick.price  # expect: ASF211
            count = len(self._ticks)
            self._ticks.clear()
        return count

    def account(self, tick: Tick) -> int:
        cls = type(self)
        with self._lock:
            cls.volumes[tick.symbol] += tick.size  # expect: ASF211
            return len(self._ticks)


@dataclass
class Subscription:
    feed: Feed
    client: str
    mutex: threading.RLock = field(default_factory=threading.RLock)
    symbols: set[str] = field(default_factory=set)

    def add(self, symbol: str) -> int:
        global _subscriptions
        self.mutex.acquire()
        try:
            self.symbols.add(symbol)
            _subscriptions += 1  # expect: ASF211
            return len(self.symbols)
        finally:
            self.mutex.release()

    def describe(self) -> str:
        with self.mutex:
            return f"{self.client} on {self.feed.name}: {', '.join(sorted(self.symbols))}"


def main() -> None:
    feeds = [Feed("north"), Feed("south")]
    for feed in feeds:
        tick = Tick("ORE", 12.5 + feed.number, 10)
        feed.push(tick)
        feed.account(tick)
        logger.info("%s published %d", feed.name, feed.publish())
    wish = Subscription(feeds[0], "ann")
    wish.add("ORE")
    logger.info("%s", wish.describe())


if __name__ == "__main__":
    main()
