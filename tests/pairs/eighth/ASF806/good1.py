"""Cinema seat map."""
from __future__ import annotations

import asyncio
import logging
import queue
import threading
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("cinema")
FREE, TAKEN = ".", "x"


class Hall:
    def __init__(self, rows: int, seats: int) -> None:
        self._seats = [[FREE] * seats for _ in range(rows)]
        self._locks = [threading.Lock() for _ in range(rows)]
        self._prices = [9.5] * rows
        self._notes: list[str | None] = [None] * rows
        self._groups: list[tuple[str, ...]] = [()] * rows

    def take(self, row: int, seat: int) -> bool:
        with self._locks[row]:
            if self._seats[row][seat] == TAKEN:
                return False
            self._seats[row][seat] = TAKEN
            return True

    def note(self, row: int, text: str) -> None:
        self._notes[row] = text

    def describe(self) -> str:
        return "-" * 20 + "".join("\n" + "".join(row) for row in self._seats)


def counters(names: list[str]) -> dict[str, int]:
    counts = dict.fromkeys(names, 0)
    for name in names:
        counts[name] += 1
    return counts


def tags(names: list[str]) -> dict[str, frozenset[str]]:
    return dict.fromkeys(names, frozenset())


def unique(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))


def sell(hall: Hall, seat: int) -> bool:
    return hall.take(0, seat)


def sell_row(hall: Hall, seats: int) -> list[bool]:
    """Every job is to work on the same hall."""
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(sell, [hall] * seats, range(seats)))


def counters_queues(clerks: int) -> list[queue.Queue]:
    return [queue.Queue(maxsize=10) for _ in range(clerks)]


async def usher(lock: asyncio.Lock, row: int) -> None:
    async with lock:
        await asyncio.sleep(0.01)
        log.info("row %d seated", row)


async def seat_all(rows: int) -> None:
    door = asyncio.Lock()
    doors = [door] * rows
    await asyncio.gather(*map(usher, doors, range(rows)))


def grid(rows: int, columns: int) -> list[list[int]]:
    zero_rows = [[0] * columns] + [[1] * columns]
    return [list(row) for row in zero_rows * (rows // 2)]
