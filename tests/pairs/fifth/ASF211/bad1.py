"""Each instance has its own lock, all of them one table."""
import threading

_registry: dict[str, "Session"] = {}


class Session:
    live = 0
    _names: list[str] = []

    def __init__(self, name: str) -> None:
        self._lock = threading.Lock()
        self.name = name

    def open(self) -> None:
        with self._lock:
            Session.live += 1  # expect: ASF211
            self._names.append(self.name)  # expect: ASF211

    def register(self) -> None:
        with self._lock:
            _registry[self.name] = self  # expect: ASF211
