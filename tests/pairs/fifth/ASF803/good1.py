"""Copies, immutable values, and handing over the whole."""
import threading


class Registry:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._items: list[str] = []
        self._names: dict[str, str] = {}
        self._count = 0

    def add(self, item: str) -> None:
        with self._lock:
            self._items.append(item)
            self._names[item] = item.upper()
            self._count += 1

    def items(self) -> list[str]:
        with self._lock:
            return list(self._items)

    def name(self, item: str) -> str:
        with self._lock:
            return self._names[item]

    def count(self) -> int:
        with self._lock:
            return self._count

    def drain(self) -> list[str]:
        with self._lock:
            items, self._items = self._items, []
            return items
