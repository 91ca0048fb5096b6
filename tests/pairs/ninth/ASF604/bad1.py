"""Refresh signals in a market data terminal."""
import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("terminal")


class Ticker:
    def __init__(self) -> None:
        self.changed = threading.Event()
        self.price = 0.0

    def update(self, price: float) -> None:
        self.price = price
        self.changed.set()  # expect: ASF604
        self.changed.clear()

    def next_price(self, timeout: float) -> float:
        if not self.changed.wait(timeout):
            log.debug("no update in %.1fs", timeout)
        return self.price


def pulse(event) -> None:
    event.set()  # expect: ASF604
    event.clear()


class Screen:
    def __init__(self) -> None:
        self.redraw = asyncio.Event()
        self.resized = asyncio.Event()
        self.frames: dict[str, int] = {}

    def invalidate(self) -> None:
        pulse(self.redraw)

    def on_resize(self) -> None:
        signal = self.resized
        try:
            signal.set()  # expect: ASF604
        finally:
            signal.clear()

    async def paint(self, pane: str) -> None:
        while True:
            await self.redraw.wait()
            self.frames[pane] = self.frames.get(pane, 0) + 1


class Alerts:
    def __init__(self, sinks: list) -> None:
        self.sinks = sinks
        self.pending = threading.Event()
        self.stopping = False

    def raise_alert(self) -> None:
        self.pending.set()

    def deliver(self, sink) -> None:
        while not self.stopping:
            self.pending.wait()
            self.pending.clear()  # expect: ASF604
            sink.show("alert")

    def run(self) -> None:
        with ThreadPoolExecutor(len(self.sinks)) as pool:
            futures = [pool.submit(self.deliver, sink) for sink in self.sinks]
            for future in futures:
                future.result()


async def main(screen: Screen, panes: list[str]) -> None:
    async with asyncio.TaskGroup() as tg:
        for pane in panes:
            tg.create_task(screen.paint(pane))
        screen.invalidate()
