import threading


class KeyedLocks:
    def __init__(self) -> None:
        self._locks: dict[str, threading.Lock] = {}

    def get(self, key: str) -> threading.Lock:
        fresh = threading.Lock()
        return self._locks.setdefault(key, fresh)

    def run(self, key: str, fn) -> object:
        with self._locks.setdefault(key, threading.Lock()):
            return fn()


def locked_pair() -> tuple[threading.Lock, list[int]]:
    lock = threading.Lock()
    values: list[int] = []
    with lock:
        values.append(0)
    return lock, values
