"""Inventory whose public methods call each other under one plain lock."""
import threading


class Inventory:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._changed = threading.Condition(self._lock)
        self._stock: dict[str, int] = {}

    def count(self, sku: str) -> int:
        with self._lock:
            return self._stock.get(sku, 0)

    def add(self, sku: str, amount: int) -> None:
        with self._lock:
            self._stock[sku] = self.count(sku) + amount  # expect: ASF203

    def announce(self, sku: str) -> None:
        with self._lock:
            self._stock.setdefault(sku, 0)
            with self._changed:  # expect: ASF203
                self._changed.notify_all()

    @property
    def total(self) -> int:
        with self._lock:
            return sum(self._stock.values())

    def _describe(self) -> str:
        return f"{self.total} pieces"

    def report(self) -> list[str]:
        with self._changed:
            lines = [f"{k}: {v}" for k, v in self._stock.items()]
            lines.append(self._describe())  # expect: ASF203
        return lines
