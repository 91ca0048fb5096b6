"""A condition for pulses, and events with one consumer that clears before it looks."""
import asyncio
import threading


class Ticker:
    def __init__(self) -> None:
        self.tick = threading.Condition()
        self.number = 0
        self.updated = asyncio.Event()

    def beat(self) -> None:
        with self.tick:
            self.number += 1
            self.tick.notify_all()

    async def publish(self) -> None:
        self.updated.set()
        await asyncio.sleep(0)
        self.updated.clear()

    def restart(self, stop: threading.Event) -> None:
        stop.set()
        self.join()
        stop.clear()

    def join(self) -> None:
        print("joined")
