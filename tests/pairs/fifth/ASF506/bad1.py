"""The decision is made under one hold of the lock, the write under the next."""
import threading


class Seats:
    def __init__(self, free: int) -> None:
        self._lock = threading.Lock()
        self._free = free

    def book(self, wanted: int) -> int:
        with self._lock:
            left = self._free
        rest = left - wanted
        with self._lock:
            self._free = rest  # expect: ASF506
        return rest
