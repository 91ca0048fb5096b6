"""One section, or read again in the second."""
import threading


class Seats:
    def __init__(self, free: int) -> None:
        self._lock = threading.Lock()
        self._free = free

    def book(self, wanted: int) -> int:
        with self._lock:
            self._free -= wanted
            return self._free

    def try_book(self, wanted: int) -> bool:
        with self._lock:
            left = self._free
        if left < wanted:
            return False
        with self._lock:
            if self._free < wanted:
                return False
            self._free = self._free - wanted
        return True
