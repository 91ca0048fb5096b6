"""Pulses that nobody may see."""
import asyncio
import threading


class Ticker:
    def __init__(self) -> None:
        self.tick = threading.Event()
        self.updated = asyncio.Event()

    def beat(self) -> None:
        self.tick.set()
        self.tick.clear()  # expect: ASF604

    async def publish(self) -> None:
        self.updated.set()
        self.updated.clear()  # expect: ASF604


def pulse(event: threading.Event) -> None:
    event.set()
    event.clear()  # expect: ASF604
