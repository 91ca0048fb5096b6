"""Bakery line: ovens, a conveyor and a packing robot."""
from __future__ import annotations

import asyncio
import logging
import queue
import threading
from collections.abc import Callable

import trio

log = logging.getLogger("bakery")


class Oven:
    """The condition is built on the lock, waiting gives it up."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._hot = threading.Condition(self._lock)
        self._degrees = 20

    def wait_hot(self, degrees: int) -> int:
        with self._lock:
            while self._degrees < degrees:
                self._hot.wait()
            return self._degrees

    def heated(self, degrees: int) -> None:
        with self._lock:
            self._degrees = degrees
            self._hot.notify_all()


class Conveyor:
    def __init__(self, start: Callable[[], None]) -> None:
        self._start = start
        self._turn = threading.Lock()
        self._state_lock = threading.Lock()
        self._arrived = threading.Event()
        self._moves = 0

    def advance(self) -> bool:
        """One caller at a time; the sensor does not need our turn."""
        with self._turn:
            self._arrived.clear()
            self._start()
            return self._arrived.wait(10)

    def on_sensor(self) -> None:
        with self._state_lock:
            self._moves += 1
        self._arrived.set()

    def advance_twice(self) -> int:
        for _ in range(2):
            self.advance()
        with self._state_lock:
            return self._moves


class Packing:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._boxes: queue.Queue[int] = queue.Queue()
        self._packed: list[int] = []

    def pack(self) -> int:
        box = self._boxes.get()
        with self._lock:
            self._packed.append(box)
            return len(self._packed)

    def deliver(self, box: int) -> None:
        with self._lock:
            self._packed.clear()
        self._boxes.put(box)

    def drain(self) -> int:
        with self._lock:
            while True:
                try:
                    self._packed.append(self._boxes.get_nowait())
                except queue.Empty:
                    return len(self._packed)


class Orders:
    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._paid = asyncio.Event()
        self._changed = asyncio.Condition()
        self._open = 0

    async def finish(self) -> None:
        async with self._turn:
            await asyncio.sleep(0)
        await self._paid.wait()

    async def pay(self) -> None:
        async with self._turn:
            await asyncio.sleep(0)
            self._paid.set()

    async def wait_closed(self) -> None:
        async with self._changed:
            await self._changed.wait_for(lambda: self._open == 0)

    async def close_one(self) -> None:
        async with self._changed:
            self._open -= 1
            self._changed.notify_all()


async def bake(slot: trio.CapacityLimiter, ready: trio.Event) -> None:
    async with slot:
        await ready.wait()
        log.info("baked")
