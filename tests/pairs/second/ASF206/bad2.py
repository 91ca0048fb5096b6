import threading
import time


class Meter:
    def __init__(self, name: str) -> None:
        self.name = name
        self._last = 0.0

    def mark(self) -> float:
        lock = threading.Lock()  # expect: ASF206
        now = time.monotonic()
        with lock:
            self._last = now
        return now
