"""Order matching engine with bounded event queues."""
import asyncio
import logging
import queue
import threading

log = logging.getLogger("matching")


class Engine:
    def __init__(self, depth: int = 128) -> None:
        self._lock = threading.Lock()
        self._events: queue.Queue = queue.Queue(maxsize=depth)
        self._book: dict[str, int] = {}
        self._published = 0
        self._thread = threading.Thread(target=self._publish, daemon=True)
        self._thread.start()

    def place(self, order: str, quantity: int) -> None:
        with self._lock:
            self._book[order] = quantity
            self._events.put(("placed", order))  # expect: ASF616

    def cancel(self, order: str) -> None:
        self._lock.acquire()
        try:
            if self._book.pop(order, None) is not None:
                self._emit("cancelled", order)  # expect: ASF616
        finally:
            self._lock.release()

    def _emit(self, kind: str, order: str) -> None:
        log.debug("%s %s", kind, order)
        self._events.put((kind, order))

    def _publish(self) -> None:
        while True:
            kind, order = self._events.get()
            with self._lock:
                self._published += 1
                size = len(self._book)
            log.info("%s %s (%d open)", kind, order, size)


class Feed:
    def __init__(self) -> None:
        self.mutex = asyncio.Lock()
        self.ticks: asyncio.Queue = asyncio.Queue(4)
        self.last: dict[str, float] = {}

    async def tick(self, symbol: str, price: float) -> None:
        ticks = self.ticks
        async with self.mutex:
            await ticks.put((symbol, price))  # expect: ASF616

    async def consume(self) -> None:
        while True:
            symbol, price = await self.ticks.get()
            async with self.mutex:
                self.last[symbol] = price

    async def run(self, source) -> None:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(self.consume())
            async for symbol, price in source:
                tg.create_task(self.tick(symbol, price))
