import threading


class Settings:
    def __init__(self, defaults):
        self._lock = threading.Lock()
        self._values = dict(defaults)
        self._version = 0

    def get(self, name, default=None):
        with self._lock:
            return self._values.get(name, default)

    def set(self, name, value):
        with self._lock:
            self._values[name] = value
            self._version += 1

    def snapshot(self):
        with self._lock:
            return dict(self._values)

    def reset(self, defaults):
        self._lock = threading.Lock()  # expect: ASF210
        with self._lock:
            self._values = dict(defaults)
            self._version = 0
