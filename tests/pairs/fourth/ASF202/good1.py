"""A lock wrapper and its users: with, try/finally at once, guarded try-acquire."""
import threading
from contextlib import ExitStack
from typing import Callable


class LoggedLock:
    def __init__(self, name: str) -> None:
        self.name = name
        self._inner = threading.Lock()

    def acquire(self, timeout: float = -1) -> bool:
        return self._inner.acquire(timeout=timeout)

    def release(self) -> None:
        self._inner.release()

    def __enter__(self) -> "LoggedLock":
        self._inner.acquire()
        print("took", self.name)
        return self

    def __exit__(self, *exc: object) -> None:
        self._inner.release()


class Catalogue:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._items: dict[str, int] = {}

    def put(self, key: str, value: int) -> None:
        self._lock.acquire()
        try:
            self._items[key] = value
        finally:
            self._lock.release()

    def try_put(self, key: str, value: int) -> bool:
        if not self._lock.acquire(timeout=0.5):
            return False
        try:
            self._items[key] = value
            return True
        finally:
            self._lock.release()

    def update(self, change: Callable[[dict[str, int]], None]) -> None:
        with ExitStack() as stack:
            self._lock.acquire()
            stack.callback(self._lock.release)
            change(self._items)
