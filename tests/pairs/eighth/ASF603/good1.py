"""Ferry scheduling: vehicles board, the captain departs."""
import asyncio
import logging
import threading

log = logging.getLogger("ferry")


class Deck:
    """Two conditions over one lock: each has waiters of one kind only."""

    def __init__(self, lanes: int) -> None:
        lock = threading.Lock()
        self._room = threading.Condition(lock)
        self._loaded = threading.Condition(lock)
        self._cars = 0
        self._lanes = lanes

    def board(self) -> None:
        with self._room:
            while self._cars >= self._lanes:
                self._room.wait()
            self._cars += 1
            self._loaded.notify()

    def unload(self) -> None:
        with self._loaded:
            while self._cars == 0:
                self._loaded.wait()
            self._cars -= 1
            self._room.notify()


class Berths:
    """Any waiter may use any berth, and one becomes free at a time."""

    def __init__(self, n: int) -> None:
        self._cond = threading.Condition()
        self._free = n

    def dock(self) -> None:
        with self._cond:
            while not self._free:
                self._cond.wait()
            self._free -= 1

    def dock_urgent(self, timeout: float) -> bool:
        with self._cond:
            if not self._cond.wait_for(lambda: self._free > 0, timeout):
                return False
            self._free -= 1
            return True

    def leave(self) -> None:
        with self._cond:
            self._free += 1
            self._cond.notify()


class Tide:
    def __init__(self) -> None:
        self._level = 0.0
        self._cond = asyncio.Condition()

    async def at_least(self, level: float) -> None:
        async with self._cond:
            await self._cond.wait_for(lambda: self._level >= level)

    async def at_most(self, level: float) -> None:
        async with self._cond:
            await self._cond.wait_for(lambda: self._level <= level)

    async def measured(self, level: float) -> None:
        async with self._cond:
            self._level = level
            self._cond.notify_all()


class Gangway:
    """One waiter at all: the purser."""

    def __init__(self) -> None:
        self._cond = asyncio.Condition()
        self._passengers = 0

    async def step_on(self) -> None:
        async with self._cond:
            self._passengers += 1
            self._cond.notify()

    async def purser(self, expected: int) -> None:
        async with self._cond:
            while self._passengers < expected:
                await self._cond.wait()
        log.info("all aboard")
