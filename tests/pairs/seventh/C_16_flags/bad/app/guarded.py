import threading


class GuardedStore:
    """Name to value, safe to use from the request threads."""

    def __init__(self):
        self._lock = threading.Lock()
        self._items = {}

    def put(self, name, item):
        with self._lock:
            self._items[name] = item

    def get(self, name, default=None):
        with self._lock:
            return self._items.get(name, default)

    def discard(self, name):
        with self._lock:
            self._items.pop(name, None)

    def replace(self, items):
        with self._lock:
            old, self._items = self._items, dict(items)
        return old
