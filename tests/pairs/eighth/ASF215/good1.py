"""Bits of a crossword editor with short and empty-looking blocks."""
from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import Iterator

import pytest

logger = logging.getLogger("crossword")


class Clock:
    def __enter__(self) -> "Clock":
        self.start = time.perf_counter()
        return self

    def __exit__(self, *exc: object) -> None:
        self.spent = time.perf_counter() - self.start


@contextlib.contextmanager
def unblock(name: str) -> Iterator[None]:
    logger.info("unblocking %s", name)
    yield
    logger.info("unblocked %s", name)


class Grid:
    def __init__(self, size: int) -> None:
        self._lock = threading.Lock()
        self._changed = threading.Condition()
        self._turn = asyncio.Lock()
        self._cells: dict[tuple[int, int], str] = {}
        self.size = size
        self._version = 0

    def set(self, row: int, column: int, letter: str) -> None:
        with self._lock: self._cells[row, column] = letter
        with self._changed: self._changed.notify_all()

    def get(self, row: int, column: int) -> str:
        with self._lock: return self._cells.get((row, column), ".")

    def erase(self, cells: list[tuple[int, int]]) -> int:
        erased = 0
        for cell in cells:
            with self._lock:
                if cell not in self._cells:
                    continue
                del self._cells[cell]
            erased += 1
        return erased

    def bump(self) -> int:
        with self._changed:
            self._version = self._version + 1 if self._version < 999 else 0
            return self._version

    def touch(self, path: str) -> None:
        with open(path, "a"):
            pass

    def parse(self, text: str) -> int | None:
        with contextlib.suppress(ValueError):
            return int(text)
        with contextlib.suppress(AttributeError, TypeError): ...
        return None

    def validate(self) -> None:
        with self._lock:
            if any(len(letter) != 1 for letter in self._cells.values()):
                raise ValueError("one letter per cell")

    async def save(self) -> int:
        async with self._turn:
            await asyncio.sleep(0.01)
            return self.size


def empty_timing() -> float:
    clock = Clock()
    with clock:
        pass
    return clock.spent


def open_door() -> None:
    with unblock("door"):
        pass


def test_bad_grid() -> None:
    grid = Grid(2)
    grid.set(0, 0, "AB")
    with pytest.raises(ValueError):
        grid.validate()


async def main() -> None:
    grid = Grid(3)
    grid.set(0, 0, "A")
    open_door()
    logger.info("%s %d %d", grid.get(0, 0), grid.erase([(0, 0)]), grid.bump())
    logger.info("%d %f %s", await grid.save(), empty_timing(), grid.parse("x"))


if __name__ == "__main__":
    asyncio.run(main())
