from .base import LockedStore


class LayeredStore(LockedStore):
    def __init__(self, name, parent=None):
        super().__init__(name)
        self.parent = parent

    def get(self, key):
        with self._lock:
            if key in self._data:
                return self._data[key]
        return self.parent.get(key) if self.parent else None
