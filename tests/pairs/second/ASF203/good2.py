from __future__ import annotations

import threading


class Store:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows: list[str] = []

    def append(self, row: str) -> None:
        with self._lock:
            self._rows.append(row)


class Writer:
    def __init__(self, store: Store) -> None:
        self._lock = threading.Lock()
        self._store = store
        self._count = 0

    def append(self, row: str) -> int:
        with self._lock:
            self._store.append(row)
            self._count += 1
            return self._count


class Fan:
    def __init__(self, writers: list[Writer]) -> None:
        self._lock = threading.Lock()
        self._writers = tuple(writers)

    def append(self, row: str) -> int:
        with self._lock:
            return sum(writer.append(row) for writer in self._writers)
