import threading


class GuardedBase:
    def __init__(self):
        self._mutex = threading.Lock()
        self._items = {}

    def size(self):
        with self._mutex:
            return self._size_unlocked()

    def _size_unlocked(self):
        return len(self._items)
