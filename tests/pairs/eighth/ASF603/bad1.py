"""Bounded stock shelf between bakers and shops."""
import asyncio
import logging
import threading

log = logging.getLogger("bakery")


class Shelf:
    def __init__(self, capacity: int) -> None:
        self._cond = threading.Condition()
        self._loaves = 0
        self._capacity = capacity

    def put(self) -> None:
        with self._cond:
            while self._loaves >= self._capacity:
                self._cond.wait()
            self._loaves += 1
            self._cond.notify()  # expect: ASF603

    def take(self) -> None:
        with self._cond:
            while self._loaves == 0:
                self._cond.wait()
            self._loaves -= 1
            self._cond.notify()  # expect: ASF603


class Order:
    """State machine of one order; different parties wait for different states."""

    def __init__(self) -> None:
        self.state = "new"
        self.moved = asyncio.Condition()

    async def baked(self) -> None:
        async with self.moved:
            await self.moved.wait_for(lambda: self.state == "baked")

    async def paid(self) -> None:
        async with self.moved:
            await self.moved.wait_for(lambda: self.state == "paid")

    async def advance(self, state: str) -> None:
        async with self.moved:
            self.state = state
            log.info("order is %s", state)
            self.moved.notify()  # expect: ASF603


class Oven:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._changed = threading.Condition(self._lock)
        self._temperature = 20.0
        self._door_open = False

    def _until(self, predicate) -> None:
        with self._lock:
            while not predicate():
                self._changed.wait()

    def wait_hot(self, target: float) -> None:
        self._until(lambda: self._temperature >= target)

    def wait_door(self) -> None:
        self._until(lambda: self._door_open)

    def sense(self, temperature: float) -> None:
        with self._lock:
            self._temperature = temperature
            self._wake()

    def open_door(self) -> None:
        with self._lock:
            self._door_open = True
            self._changed.notify_all()

    def _wake(self) -> None:
        self._changed.notify(1)  # expect: ASF603
