"""Berths of a marina, locked and unlocked by hand where `with` does not fit."""
from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable

import trio

logger = logging.getLogger("marina")


class Harbour:
    def __init__(self, berths: int) -> None:
        self._lock = threading.Lock()
        self._free = threading.Semaphore(berths)
        self._radio = threading.RLock()
        self._boats: list[str] = []

    def list_boats(self, exclusive: bool) -> list[str]:
        if exclusive:
            self._radio.acquire()
        try:
            return [f"berth {n}" for n in range(3)]
        finally:
            if exclusive:
                self._radio.release()

    def try_moor(self, boat: str) -> bool:
        held = self._lock.acquire(timeout=1)
        try:
            if held:
                self._boats.append(boat)
            return held
        finally:
            if held:
                self._lock.release()

    def moor(self, boat: str, check: Callable[[str], bool]) -> bool:
        with self._lock:
            self._boats.append(boat)
            self._lock.release()
            try:
                allowed = check(boat)
            finally:
                self._lock.acquire()
            if not allowed:
                self._boats.remove(boat)
            return allowed

    def arrive(self) -> None:
        self._free.acquire()
        logger.info("a berth is taken")

    def depart(self) -> None:
        self._free.release()
        logger.info("a berth is free")

    def grow(self, berths: int) -> None:
        for _ in range(berths):
            self._free.release()

    def call(self, times: int) -> int:
        self._radio.acquire()
        try:
            self._radio.acquire()
            try:
                return times * 2
            finally:
                self._radio.release()
        finally:
            self._radio.release()

    def broken(self, boat: str) -> int:
        self._lock.acquire()
        try:
            number = self._boats.index(boat)
        except ValueError:
            self._lock.release()
            logger.info("no boat %s", boat)
            return -1
        except BaseException:
            self._lock.release()
            raise
        self._lock.release()
        return number


class Lockage:
    """A boat lock of the canal: water is acquired and released, nothing else."""

    def __init__(self) -> None:
        self.water = 0

    def acquire(self, litres: int) -> None:
        self.water += litres

    def release(self) -> int:
        gone, self.water = self.water, 0
        return gone


class Bridge:
    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._passed = 0

    async def __aenter__(self) -> "Bridge":
        await self._turn.acquire()
        return self

    async def __aexit__(self, *exc: object) -> None:
        self._turn.release()

    async def cross(self, boat: str) -> int:
        await asyncio.sleep(0.01)
        return len(boat)


async def tow(rope: trio.Lock, metres: int) -> int:
    await rope.acquire()
    try:
        await trio.sleep(metres / 100)
        return metres
    finally:
        rope.release()


async def traffic(bridge: Bridge) -> int:
    async with bridge:
        return await bridge.cross("Vega")


if __name__ == "__main__":
    harbour = Harbour(2)
    harbour.arrive()
    harbour.depart()
    harbour.grow(1)
    print(harbour.try_moor("Vega"), harbour.moor("Lyra", str.istitle), harbour.broken("Vega"))
    print(harbour.list_boats(True), harbour.call(2), asyncio.run(traffic(Bridge())))
    chamber = Lockage()
    chamber.release()
