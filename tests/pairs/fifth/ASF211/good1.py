"""State and lock of the same scope."""
import threading

_registry: dict[str, "Session"] = {}
_registry_lock = threading.Lock()


class Session:
    live = 0
    _class_lock = threading.Lock()

    def __init__(self, name: str) -> None:
        self._lock = threading.Lock()
        self.name = name
        self.hits = 0

    def open(self) -> None:
        with self._class_lock:
            Session.live += 1
        with self._lock:
            self.hits += 1

    def register(self) -> None:
        with _registry_lock:
            _registry[self.name] = self
