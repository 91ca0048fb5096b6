"""Made once: in construction, after unpickling, after a fork."""
import os
import threading

_lock = threading.Lock()


def _after_fork() -> None:
    global _lock
    _lock = threading.Lock()


os.register_at_fork(after_in_child=_after_fork)


class Cache:
    def __init__(self) -> None:
        self._data: dict[str, str] = {}
        self._setup()

    def _setup(self) -> None:
        self._lock = threading.RLock()

    def __getstate__(self) -> dict:
        state = self.__dict__.copy()
        del state["_lock"]
        return state

    def __setstate__(self, state: dict) -> None:
        self.__dict__.update(state)
        self._lock = threading.RLock()

    @classmethod
    def copy_of(cls, other: "Cache") -> "Cache":
        new = cls.__new__(cls)
        new._data = dict(other._data)
        new._lock = threading.RLock()
        return new

    def get(self, key: str) -> str | None:
        with _lock, self._lock:
            return self._data.get(key)
