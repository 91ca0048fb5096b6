import threading


class Counter:
    def __init__(self, name):
        self.name = name
        self.value = 0

    def inc(self, amount=1):
        self.value += amount  # expect: ASF503


class Registry:
    def __init__(self):
        self._lock = threading.Lock()
        self._counters = {}

    def counter(self, name):
        with self._lock:
            if name not in self._counters:
                self._counters[name] = Counter(name)
            return self._counters[name]

    def names(self):
        with self._lock:
            return sorted(self._counters)


_registry = None


def get_registry():
    global _registry
    if _registry is None:
        _registry = Registry()  # expect: ASF504
    return _registry
