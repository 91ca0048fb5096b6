"""Warehouse controller: robots, shelves and an order book."""
from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterable

log = logging.getLogger("warehouse")

_robots_lock = threading.Lock()
_shelves_lock = threading.Lock()


class Shelf:
    def __init__(self, number: int) -> None:
        self.number = number
        self.boxes = 0
        self._lock = threading.Lock()

    def put(self, boxes: int) -> None:
        with self._lock:
            self.boxes += boxes

    def count(self) -> int:
        with self._lock:
            return self.boxes


class OrderBook:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._orders: list[int] = []

    def add(self, order: int) -> None:
        with self._lock:
            self._orders.append(order)

    def take_all(self) -> list[int]:
        with self._lock:
            taken, self._orders = self._orders, []
        return taken


class Warehouse:
    def __init__(self, shelves: Iterable[Shelf], book: OrderBook) -> None:
        self._shelves = tuple(shelves)
        self._book = book
        self._plan_lock = threading.Lock()
        self._stats_lock = threading.Lock()
        self._planned = 0
        self._moved = 0

    def plan(self) -> int:
        orders = self._book.take_all()
        with self._plan_lock:
            self._planned += len(orders)
            with self._stats_lock:
                self._moved += 1
        return len(orders)

    def replan(self) -> None:
        with self._plan_lock:
            self._planned = 0
            with self._stats_lock:
                self._moved = 0

    def stats(self) -> int:
        with self._stats_lock:
            moved = self._moved
        with self._plan_lock:
            return moved + self._planned

    def opportunistic(self) -> bool:
        with self._stats_lock:
            if not self._plan_lock.acquire(blocking=False):
                return False
            try:
                self._planned -= 1
                self._moved += 1
                return True
            finally:
                self._plan_lock.release()

    def total(self) -> int:
        return sum(shelf.count() for shelf in self._shelves)


def park(robots: list[str], robot: str) -> None:
    with _robots_lock, _shelves_lock:
        robots.append(robot)


def unpark(robots: list[str]) -> str:
    with _robots_lock:
        with _shelves_lock:
            return robots.pop()


def sweep(shelf: Shelf) -> None:
    with _shelves_lock:
        shelf.put(-1)
    with _robots_lock:
        log.info("shelf %d swept", shelf.number)


class Lifts:
    def __init__(self) -> None:
        self._up = asyncio.Lock()
        self._down = asyncio.Lock()

    async def ride(self) -> None:
        async with self._up, self._down:
            await asyncio.sleep(1)

    async def service(self) -> None:
        async with self._down:
            await asyncio.sleep(1)
        async with self._up:
            await asyncio.sleep(1)
