import threading
from functools import lru_cache

_table: dict[str, threading.RLock] = {}
_table_lock = threading.Lock()


def lock_for(name: str) -> threading.RLock:
    with _table_lock:
        lock = _table.get(name)
        if lock is None:
            lock = threading.RLock()
            _table[name] = lock
        return lock


@lru_cache(maxsize=None)
def device_lock(number: int) -> threading.Lock:
    return threading.Lock()


def write(name: str, number: int, device, data: bytes) -> int:
    with lock_for(name):
        with device_lock(number):
            return device.write(data)
