"""Parcel sorting: belts, bins and a ledger."""
from __future__ import annotations

import asyncio
import contextlib
import logging
import threading

logger = logging.getLogger("sorting")

BELT_LOCK = threading.Lock()
BIN_LOCK = threading.Lock()
belt: list[str] = []
bins: dict[str, list[str]] = {}


def put(parcel: str) -> None:
    with BELT_LOCK:
        belt.append(parcel)


def sort_one() -> str | None:
    with BELT_LOCK, BIN_LOCK:
        if not belt:
            return None
        parcel = belt.pop(0)
        bins.setdefault(parcel[:1], []).append(parcel)
        return parcel


def rebalance() -> int:
    with BIN_LOCK:
        loose = [parcel for group in bins.values() for parcel in group]
        bins.clear()
    with BELT_LOCK:
        belt.extend(loose)
        with BIN_LOCK:
            return len(bins)


def audit() -> int:
    with BIN_LOCK:
        total = sum(map(len, bins.values()))
        if BELT_LOCK.acquire(blocking=False):
            try:
                total += len(belt)
            finally:
                BELT_LOCK.release()
        return total


class Shelf:
    def __init__(self, number: int) -> None:
        self.number = number
        self.lock = threading.Lock()
        self.items: list[str] = []


def move(source: Shelf, target: Shelf, item: str) -> None:
    if source is target:
        return
    first, second = sorted((source, target), key=lambda shelf: shelf.number)
    with first.lock:
        with second.lock:
            source.items.remove(item)
            target.items.append(item)


class Ledger:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows: list[str] = []

    def write(self, row: str) -> None:
        with self._lock:
            self._rows.append(row)

    def copy(self) -> list[str]:
        with self._lock:
            return list(self._rows)


class Gate:
    def __init__(self, ledger: Ledger) -> None:
        self._lock = threading.Lock()
        self.ledger = ledger
        self._open = False

    def open(self) -> None:
        with self._lock:
            self._open = True
            self.ledger.write("open")

    def report(self) -> str:
        rows = self.ledger.copy()
        with self._lock:
            return f"{'open' if self._open else 'closed'} after {len(rows)}"

    def close(self) -> None:
        with contextlib.ExitStack() as stack:
            stack.enter_context(self._lock)
            self._open = False
            self.ledger.write("close")


class Crane:
    def __init__(self) -> None:
        self._arm = asyncio.Lock()
        self._hook = asyncio.Lock()

    async def lift(self) -> None:
        async with self._arm:
            async with self._hook:
                await asyncio.sleep(0.01)

    async def park(self) -> None:
        async with self._hook:
            await asyncio.sleep(0.01)
        async with self._arm:
            await asyncio.sleep(0.01)

    async def check(self) -> None:
        async with self._arm, self._hook:
            await asyncio.sleep(0.01)


async def shift(crane: Crane) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(crane.lift())
        group.create_task(crane.park())
        group.create_task(crane.check())


if __name__ == "__main__":
    put("a1")
    sort_one()
    logger.info("%d %d", rebalance(), audit())
    asyncio.run(shift(Crane()))
