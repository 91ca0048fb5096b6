import queue
from contextlib import contextmanager

from app.base import PoolBase


class ConnectionPool(PoolBase):
    def __init__(self, factory, size=5):
        super().__init__(factory, size)
        self._free = queue.Queue(size)

    def _grow(self):
        with self._lock:
            if self._created >= self._size:
                return None
            conn = self._factory()
            self._created += 1
            return conn

    def get(self):
        try:
            return self._free.get_nowait()
        except queue.Empty:
            pass
        conn = self._grow()
        if conn is None:
            conn = self._free.get()
            self.touch(conn)
        return conn

    def put(self, conn):
        with self._reap_lock:
            self.touch(conn)
            self._free.put_nowait(conn)

    @contextmanager
    def connection(self):
        conn = self.get()
        try:
            yield conn
        finally:
            self.put(conn)
