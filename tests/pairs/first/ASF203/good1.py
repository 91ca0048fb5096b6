import threading
from threading import RLock


class Tree:
    _names_lock = threading.RLock()
    _names: dict[str, "Tree"] = {}

    def __init__(self, name: str) -> None:
        self._lock = RLock()
        self.name = name
        self.children: list["Tree"] = []

    def size(self) -> int:
        with self._lock:
            return 1 + sum(child.size() for child in self.children)

    def add(self, child: "Tree", limit: int) -> bool:
        with self._lock:
            if self.size() >= limit:
                return False
            with self._lock:
                self.children.append(child)
            return True

    @classmethod
    def register(cls, tree: "Tree") -> None:
        with cls._names_lock:
            with Tree._names_lock:
                cls._names[tree.name] = tree
