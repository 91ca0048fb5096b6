"""Feature store client: objects that are pickled, copied, forked and lazily bound to a loop."""
from __future__ import annotations

import asyncio
import copy
import logging
import os
import threading
from concurrent.futures import ProcessPoolExecutor
from typing import Any

log = logging.getLogger("features")

_lock = threading.Lock()
_names: dict[str, int] = {}


def _after_fork() -> None:
    global _lock
    _lock = threading.Lock()


os.register_at_fork(after_in_child=_after_fork)


def _init_worker() -> None:
    global _lock
    _lock = threading.Lock()


def make_pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(2, initializer=_init_worker)


def intern_name(name: str) -> int:
    with _lock:
        return _names.setdefault(name, len(_names))


class Table:
    def __init__(self, rows: dict[str, float]) -> None:
        self._rows = rows
        self._setup()

    def _setup(self) -> None:
        self._lock = threading.Lock()

    def get(self, name: str) -> float:
        with self._lock:
            return self._rows[name]

    def put(self, name: str, value: float) -> None:
        with self._lock:
            self._rows[name] = value

    def names(self) -> list[str]:
        with self._lock:
            return sorted(self._rows)

    def __getstate__(self) -> dict[str, Any]:
        with self._lock:
            state = {**self.__dict__, "_rows": dict(self._rows)}
        del state["_lock"]
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._lock = threading.Lock()

    def __copy__(self) -> "Table":
        clone = type(self).__new__(type(self))
        with self._lock:
            clone._rows = copy.copy(self._rows)
        clone._lock = threading.Lock()
        return clone

    @classmethod
    def from_pairs(cls, pairs: list[tuple[str, float]]) -> "Table":
        table = cls.__new__(cls)
        table._rows = dict(pairs)
        table._lock = threading.Lock()
        return table


class Client:
    def __init__(self, table: Table) -> None:
        self._table = table
        self._turn: asyncio.Lock | None = None

    def _get_turn(self) -> asyncio.Lock:
        if self._turn is None:
            self._turn = asyncio.Lock()
        return self._turn

    async def fetch(self, name: str) -> float:
        async with self._get_turn():
            await asyncio.sleep(0.01)
            return self._table.get(name)


class Padlock:
    def __init__(self, code: int) -> None:
        self.code = code


class Locker:
    """A parcel locker; replacing its padlock is routine."""

    def __init__(self) -> None:
        self.lock = Padlock(1234)

    def rekey(self, code: int) -> None:
        self.lock = Padlock(code)


def merge(tables: list[Table]) -> Table:
    merged = Table({})
    for table in tables:
        clone = copy.copy(table)
        for name in clone.names():
            merged.put(name, clone.get(name))
    return merged
