import threading


class Stats:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.hits = 0

    def get(self) -> int:
        with self._lock:
            return self.hits

    def hit(self) -> None:
        with self._lock:
            self.hits += 1


class Cache:
    def __init__(self, load, stats: Stats) -> None:
        self._lock = threading.Lock()
        self._load = load
        self._stats = stats
        self._data: dict[str, bytes] = {}

    def get(self, key: str) -> bytes:
        with self._lock:
            found = self._data.get(key)
            if found is not None:
                self._stats.hit()
                return found
        value = self._load(key)
        with self._lock:
            return self._data.setdefault(key, value)

    def ratio(self) -> float:
        with self._lock:
            return self._stats.get() / max(1, len(self._data))
