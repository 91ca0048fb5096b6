"""Valves and pumps of a greenhouse: many locks, each with its own protocol."""
from __future__ import annotations

import asyncio
import logging
import threading
from typing import Any

import aiorwlock
import anyio
import trio
from filelock import AsyncFileLock, FileLock

logger = logging.getLogger("greenhouse")


class FlowGuard:
    """Notes who is working on a valve; offers both protocols."""

    def __init__(self) -> None:
        self.depth = 0

    def __enter__(self) -> "FlowGuard":
        self.depth += 1
        return self

    def __exit__(self, *exc: object) -> None:
        self.depth -= 1

    async def __aenter__(self) -> "FlowGuard":
        await asyncio.sleep(0)
        self.depth += 1
        return self

    async def __aexit__(self, *exc: object) -> None:
        self.depth -= 1


class Valve:
    def __init__(self, name: str) -> None:
        self.name = name
        self.lock = threading.Lock()
        self.turn = asyncio.Lock()
        self.dual = FlowGuard()
        self.angle = 0

    def set(self, angle: int) -> int:
        with self.lock:
            self.angle = angle
            return angle

    async def open(self, angle: int) -> int:
        async with self.turn:
            await asyncio.sleep(0.01)
            return self.set(angle)

    async def both(self) -> str:
        async with self.dual:
            await asyncio.sleep(0)
        with self.dual:
            return self.name

    async def patient(self) -> bool:
        waiting = self.turn.acquire()
        await asyncio.wait_for(waiting, 2)
        try:
            await asyncio.sleep(0)
            return True
        finally:
            self.turn.release()


class Climate:
    def __init__(self) -> None:
        self.rw = aiorwlock.RWLock()
        self.readings: dict[str, float] = {}

    async def write(self, name: str, value: float) -> None:
        async with self.rw.writer:
            await asyncio.sleep(0)
            self.readings[name] = value

    async def read(self, name: str) -> float:
        async with self.rw.reader:
            await asyncio.sleep(0)
            return self.readings.get(name, 0.0)


async def pump(lock: trio.Lock, litres: int) -> int:
    try:
        lock.acquire_nowait()
    except trio.WouldBlock:
        return 0
    try:
        await trio.sleep(0.1 * litres)
    finally:
        lock.release()
    return litres


async def mist(slots: anyio.Semaphore) -> bool:
    try:
        slots.acquire_nowait()
    except anyio.WouldBlock:
        return False
    try:
        await anyio.sleep(0.1)
        return True
    finally:
        slots.release()


def calibrate(path: str) -> int:
    with FileLock(path + ".lock"):
        return len(path)


async def recalibrate(path: str) -> int:
    async with AsyncFileLock(path + ".lock"):
        await asyncio.sleep(0)
        return len(path)


async def day(valve: Valve, climate: Climate) -> Any:
    await climate.write("humidity", 0.8)
    logger.info("%s %s", await valve.both(), await valve.patient())
    return await valve.open(int(100 * await climate.read("humidity")))


if __name__ == "__main__":
    calibrate("/tmp/valve")
    print(asyncio.run(day(Valve("north"), Climate())))
