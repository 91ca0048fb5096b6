"""What the lock guards walks out of the door."""
import threading


class Registry:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._items: list[str] = []
        self._by_name: dict[str, dict[str, int]] = {}

    def add(self, item: str) -> None:
        with self._lock:
            self._items.append(item)
            self._by_name.setdefault(item, {})["n"] = 1

    def items(self) -> list[str]:
        with self._lock:
            return self._items  # expect: ASF803

    def table(self, name: str) -> dict[str, int]:
        with self._lock:
            return self._by_name[name]  # expect: ASF803
