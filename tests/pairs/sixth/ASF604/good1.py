import asyncio
import threading


class Ticker:
    def __init__(self):
        self._cond = threading.Condition()
        self._price = 0.0
        self._serial = 0

    def update(self, price):
        with self._cond:
            self._price = price
            self._serial += 1
            self._cond.notify_all()

    def after(self, serial):
        with self._cond:
            self._cond.wait_for(lambda: self._serial > serial)
            return self._serial, self._price


class Gate:
    """Open while a visitor is inside."""

    def __init__(self):
        self._open = threading.Event()

    def let_through(self, visitor):
        self._open.set()
        visitor.walk()
        self._open.clear()

    def pause_all(self):
        self._open.clear()
        self._open.set()


class Flusher:
    """One task waits, everybody may wake it."""

    def __init__(self, sink):
        self._sink = sink
        self._wake = asyncio.Event()
        self._pending = []

    def add(self, row):
        self._pending.append(row)
        self._wake.set()

    async def run(self):
        while True:
            await self._wake.wait()
            self._wake.clear()
            batch, self._pending = self._pending, []
            await self._sink.write(batch)


async def main(sink):
    flusher = Flusher(sink)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(flusher.run())
        for row in range(100):
            flusher.add(row)
            await asyncio.sleep(0.01)
        task.cancel()
