import threading


class Renderer:
    def __init__(self, quality=85):
        self.quality = quality
        self._cache = {}
        self._cache_lock = threading.Lock()

    def palette(self, name):
        with self._cache_lock:
            if name not in self._cache:
                self._cache[name] = tuple(ord(c) % 256 for c in name)
            return self._cache[name]
