"""Auction house: bids are accepted under a lock and announced by a thread."""
import asyncio
import logging
import queue
import threading

log = logging.getLogger("auction")


class Lot:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._bids: queue.Queue = queue.Queue(maxsize=10)
        self._best = 0
        self._announcer = threading.Thread(target=self._announce, daemon=True)

    def start(self) -> None:
        self._announcer.start()

    def bid(self, amount: int) -> bool:
        with self._lock:
            if amount <= self._best:
                return False
            self._best = amount
        self._bids.put(amount)
        return True

    def try_bid(self, amount: int) -> bool:
        with self._lock:
            if amount <= self._best:
                return False
            try:
                self._bids.put_nowait(amount)
            except queue.Full:
                return False
            self._best = amount
            return True

    def _announce(self) -> None:
        while True:
            amount = self._bids.get()
            with self._lock:
                best = self._best
            log.info("bid %d, best %d", amount, best)


class Ledger:
    """Unbounded: a put never waits."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sales: queue.SimpleQueue = queue.SimpleQueue()
        self._total = 0

    def sell(self, amount: int) -> None:
        with self._lock:
            self._total += amount
            self._sales.put(amount)

    def next(self) -> tuple[int, int]:
        amount = self._sales.get()
        with self._lock:
            return amount, self._total


class Catalogue:
    """The consumer has no use for the producers' lock."""

    def __init__(self) -> None:
        self._order = threading.Lock()
        self._stats = threading.Lock()
        self._pages: queue.Queue = queue.Queue(maxsize=4)
        self._number = 0
        self._printed = 0

    def add(self, text: str) -> None:
        with self._order:
            self._number += 1
            self._pages.put((self._number, text))

    def print_next(self) -> None:
        number, text = self._pages.get()
        with self._stats:
            self._printed += 1
        log.info("%d: %s", number, text)


class Hall:
    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._calls: asyncio.Queue = asyncio.Queue(5)
        self._highest = 0

    async def call(self, amount: int, check) -> None:
        async with self._lock:
            if not await check(amount):
                return
            self._highest = max(self._highest, amount)
        await self._calls.put(amount)

    async def cry(self, speak) -> None:
        while True:
            amount = await self._calls.get()
            async with self._lock:
                await speak(amount, self._highest)
