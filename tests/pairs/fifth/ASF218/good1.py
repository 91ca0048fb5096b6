"""Copied under the lock, called without it."""
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
            subscribers = list(self._subscribers)
        for callback in subscribers:
            callback(event)
