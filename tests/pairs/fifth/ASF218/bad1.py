"""Somebody else's code runs under our lock."""
import threading


class Bus:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._subscribers: list = []

    def subscribe(self, callback) -> None:
        with self._lock:
            self._subscribers.append(callback)

    def publish(self, event: str) -> None:
        with self._lock:
            for callback in self._subscribers:
                callback(event)  # expect: ASF218

    def update(self, key: str, make) -> str:
        with self._lock:
            return make(key)  # expect: ASF218
