"""Market data fan-out: every tick wakes the strategies."""
import asyncio
import logging
import threading

log = logging.getLogger("ticks")


class TickBoard:
    def __init__(self) -> None:
        self._tick = threading.Event()
        self._lock = threading.Lock()
        self._price = 0.0

    def publish(self, price: float) -> None:
        with self._lock:
            self._price = price
        self._tick.set()
        self._tick.clear()  # expect: ASF604

    def wait_tick(self) -> float:
        self._tick.wait()
        with self._lock:
            return self._price


def pulse(event: asyncio.Event) -> None:
    event.set()
    event.clear()  # expect: ASF604


class Session:
    def __init__(self, symbols: list[str]) -> None:
        self.open = asyncio.Event()
        self.symbols = symbols

    async def bell(self) -> None:
        log.info("opening bell")
        pulse(self.open)

    async def trade(self, symbol: str) -> None:
        await self.open.wait()
        log.info("trading %s", symbol)

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            for symbol in self.symbols:
                group.create_task(self.trade(symbol))
            await self.bell()


class Reloader:
    """Several strategy threads wait for new parameters."""

    def __init__(self) -> None:
        self._changed = threading.Event()
        self._threads = [
            threading.Thread(target=self._strategy, args=(name,), daemon=True)
            for name in ("momentum", "reversion", "carry")
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def changed(self) -> None:
        self._changed.set()

    def _strategy(self, name: str) -> None:
        while True:
            self._changed.wait()
            self._changed.clear()  # expect: ASF604
            log.info("%s: parameters reloaded", name)


async def rebalance(wake: asyncio.Event, book: str) -> None:
    while True:
        await wake.wait()
        wake.clear()  # expect: ASF604
        log.info("rebalancing %s", book)


async def main() -> None:
    wake = asyncio.Event()
    asyncio.get_running_loop().call_later(1.0, wake.set)
    await asyncio.gather(*(rebalance(wake, book) for book in ("eu", "us")))
