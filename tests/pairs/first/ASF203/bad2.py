import threading


class Scores:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.points: dict[str, int] = {}

    def get(self, name: str) -> int:
        with self._lock:
            return self.points.get(name, 0)

    def _next(self, name: str, amount: int) -> int:
        return self.get(name) + amount

    def add(self, name: str, amount: int) -> None:
        with self._lock:
            self.points[name] = self._next(name, amount)  # expect: ASF203
