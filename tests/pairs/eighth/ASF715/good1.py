"""Weather archive: stations are read by a pool of threads."""
import itertools
import logging
import queue
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

log = logging.getLogger("weather")
_lock = threading.Lock()
_numbers = itertools.count(1)
_by_station: dict[str, list[float]] = {}


class Station:
    """Only the main thread looks at the cached value."""

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def label(self) -> str:
        return self.name.title()


def labels(names: list[str]) -> list[str]:
    return [Station(name).label for name in names]


def read(name: str) -> tuple[str, float]:
    return name, float(len(name))


def read_all(names: list[str]) -> dict[str, float]:
    """Threads return, the main thread fills."""
    found: dict[str, float] = {}
    with ThreadPoolExecutor(4) as pool:
        for name, value in pool.map(read, names):
            found.setdefault(name, value)
    return found


def store(name: str) -> int:
    with _lock:
        number = next(_numbers)
        _by_station.setdefault(name, []).append(number / 10)
    return number


def store_all(names: list[str]) -> list[int]:
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(store, names))


def local_count(names: list[str]) -> int:
    """Counter and table never leave the function that makes them."""
    counter = itertools.count()
    table: dict[str, int] = {}
    for name in names:
        table[name] = next(counter)
    return len(table)


def count_all(groups: list[list[str]]) -> list[int]:
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(local_count, groups))


class Feeder:
    def __init__(self, names: list[str]) -> None:
        self._names: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        for name in names:
            self._names.put(name)

    def _work(self) -> None:
        while (name := self._names.get()) is not None:
            log.info("station %s", name)

    def run(self, parallel: int) -> None:
        threads = [threading.Thread(target=self._work) for _ in range(parallel)]
        for thread in threads:
            thread.start()
        for _ in threads:
            self._names.put(None)
        for thread in threads:
            thread.join()
