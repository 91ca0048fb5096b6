import threading


class LockedStore:
    _instances = {}
    _class_lock = threading.Lock()

    def __init__(self, name):
        self.name = name
        self._lock = threading.Lock()
        self._data = {}

    def put(self, key, value):
        with self._lock:
            self._data[key] = value

    def pop(self, key):
        with self._lock:
            return self._data.pop(key, None)
