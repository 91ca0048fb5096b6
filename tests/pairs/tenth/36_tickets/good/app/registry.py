import threading


class Registry:
    def __init__(self):
        self._lock = threading.RLock()
        self._codes = {}

    def lookup(self, code):
        with self._lock:
            return self._codes.get(code)

    def learn(self, code, title):
        with self._lock:
            self._codes[code] = title

    def copy(self):
        twin = type(self)()
        with self._lock:
            twin._codes.update(self._codes)
        return twin
