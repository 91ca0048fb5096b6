"""Conveyor of a bottling plant: stations wait for one another."""
from __future__ import annotations

import asyncio
import logging
import queue
import threading
from collections import deque

import trio

logger = logging.getLogger("bottling")


class Belt:
    def __init__(self) -> None:
        self._state = threading.Lock()
        self._moved = threading.Condition()
        self._bottles: deque[int] = deque()
        self.total = 0

    def put(self, bottle: int) -> None:
        with self._state:
            self.total += 1
            with self._moved:
                self._bottles.append(bottle)
                self._moved.notify()

    def take(self) -> int:
        with self._state, self._moved:
            while not self._bottles:
                self._moved.wait()  # expect: ASF214
            return self._bottles.popleft()


class Valve:
    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._opened = threading.Event()
        self._angle = 0

    def open(self, angle: int) -> None:
        with self._lock:
            self._angle = angle
            self._opened.set()

    def fill(self, bottle: int) -> int:
        signal = self._opened
        with self._lock:
            logger.debug("filling bottle %d", bottle)
            signal.wait(timeout=30)  # expect: ASF214
            return self._angle * bottle


class Capper:
    def __init__(self) -> None:
        self._stock_lock = threading.Lock()
        self._caps: queue.Queue[str] = queue.Queue()
        self._delivered = 0

    def deliver(self, caps: list[str]) -> int:
        with self._stock_lock:
            self._delivered += len(caps)
            for cap in caps:
                self._caps.put(cap)
            return self._delivered

    def cap(self, bottle: int) -> str:
        fetch = self._caps.get
        with self._stock_lock:
            cap = fetch()  # expect: ASF214
            self._delivered -= 1
            return f"{cap} on {bottle}"


class Labeller:
    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.loaded = asyncio.Event()
        self.roll = ""

    async def load(self, roll: str) -> None:
        async with self.turn:
            await asyncio.sleep(0.01)
            self.roll = roll
            self.loaded.set()

    async def label(self, bottle: int) -> str:
        async with self.turn:
            await self.loaded.wait()  # expect: ASF214
            return f"{self.roll}/{bottle}"


async def pack(send: trio.MemorySendChannel[int], bottles: list[int]) -> None:
    async with send:
        for bottle in bottles:
            await send.send(bottle)


async def line(labeller: Labeller) -> list[str]:
    async with asyncio.TaskGroup() as group:
        labels = [group.create_task(labeller.label(n)) for n in range(3)]
        group.create_task(labeller.load("spring"))
    return [label.result() for label in labels]


if __name__ == "__main__":
    belt, valve, capper = Belt(), Valve(), Capper()
    belt.put(1)
    valve.open(30)
    capper.deliver(["red"])
    print(capper.cap(valve.fill(belt.take())), asyncio.run(line(Labeller())))
