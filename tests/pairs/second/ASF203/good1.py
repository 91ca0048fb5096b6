import threading


class Registry:
    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._changed = threading.Condition()
        self._items: dict[str, object] = {}
        self._version = 0

    def get(self, name: str) -> object:
        with self._lock:
            return self._items.get(name)

    def ensure(self, name: str, factory) -> object:
        with self._lock:
            if (item := self.get(name)) is None:
                item = self._items[name] = factory()
            return item

    def bump(self) -> None:
        with self._changed:
            self._version += 1
            self._changed.notify_all()

    def bump_twice(self) -> None:
        with self._changed:
            self.bump()
            self.bump()
