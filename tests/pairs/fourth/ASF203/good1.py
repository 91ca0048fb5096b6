"""Inventory with a re-entrant lock, a bare Condition and unlocked helpers."""
import threading


class Inventory:
    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._changed = threading.Condition()
        self._slots = threading.Lock()
        self._stock: dict[str, int] = {}
        self._free = 10
        self._seen = False

    def count(self, sku: str) -> int:
        with self._lock:
            return self._stock.get(sku, 0)

    def add(self, sku: str, amount: int) -> None:
        with self._lock:
            self._stock[sku] = self.count(sku) + amount

    def wait_for_change(self, timeout: float) -> None:
        with self._changed:
            self._notify()
            self._changed.wait_for(lambda: self._seen, timeout)

    def _notify(self) -> None:
        with self._changed:
            self._seen = True
            self._changed.notify_all()

    def _take_slot_locked(self) -> int:
        self._free -= 1
        return self._free

    def take_slot(self) -> int:
        with self._slots:
            return self._take_slot_locked()

    def take_two(self) -> int:
        with self._slots:
            self._take_slot_locked()
        return self.take_slot()
