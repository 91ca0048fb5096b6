"""Bus timetable: generators around locks."""
from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest

logger = logging.getLogger("timetable")


class Timetable:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._turn = asyncio.Lock()
        self._lines: dict[int, list[str]] = {}
        self._cursor = 0

    def add(self, line: int, stop: str) -> None:
        with self._lock:
            self._lines.setdefault(line, []).append(stop)

    @contextmanager
    def frozen(self) -> Iterator[int]:
        with self._lock:
            yield len(self._lines)

    @asynccontextmanager
    async def editing(self) -> AsyncIterator[int]:
        async with self._turn:
            await asyncio.sleep(0)
            yield 1

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        with self._lock:
            snapshot = [(line, list(stops)) for line, stops in self._lines.items()]
        yield from snapshot

    def numbers(self) -> Iterator[int]:
        while True:
            with self._lock:
                self._cursor += 1
                number = self._cursor
            yield number

    def stops(self, line: int) -> Iterator[str]:
        self._lock.acquire()
        try:
            stops = tuple(self._lines.get(line, ()))
        finally:
            self._lock.release()
        for stop in stops:
            yield stop

    def reader(self, line: int) -> Callable[[], Iterator[str]]:
        with self._lock:
            stops = tuple(self._lines.get(line, ()))

            def read() -> Iterator[str]:
                for stop in stops:
                    yield stop.title()

        return read

    def longest(self) -> int:
        with self._lock:
            return max((len(stops) for stops in self._lines.values()), default=0)

    async def departures(self, line: int) -> AsyncIterator[str]:
        async with self._turn:
            await asyncio.sleep(0)
            stops = list(self.stops(line))
        for stop in stops:
            yield stop
            await asyncio.sleep(0)


_display = threading.Lock()


@pytest.fixture
def display() -> Iterator[str]:
    with _display:
        yield "display"


def test_longest(display: str) -> None:
    table = Timetable()
    table.add(4, "harbour")
    assert table.longest() == 1, display


async def show(table: Timetable) -> int:
    count = 0
    async with table.editing() as edits:
        logger.info("%d edit", edits)
    async for stop in table.departures(4):
        logger.info("%s", stop)
        count += 1
    return count


if __name__ == "__main__":
    city = Timetable()
    city.add(4, "square")
    with city.frozen() as lines:
        logger.info("%d lines", lines)
    numbers = city.numbers()
    print(next(numbers), dict(city), list(city.reader(4)()), asyncio.run(show(city)))
