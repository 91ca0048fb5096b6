import threading
import time


class PoolBase:
    def __init__(self, factory, size):
        self._factory = factory
        self._size = size
        self._lock = threading.Lock()
        self._reap_lock = threading.Lock()
        self._created = 0
        self._last_used = {}

    def touch(self, conn):
        with self._lock:
            self._last_used[id(conn)] = time.monotonic()

    def close(self, conn):
        conn.close()
        with self._lock:
            self._created -= 1
            self._last_used.pop(id(conn), None)
