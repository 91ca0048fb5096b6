"""By an alias, a helper, a condition and another class's attribute."""
import threading
from dataclasses import dataclass, field


@dataclass
class Queue:
    cond: threading.Condition = field(default_factory=threading.Condition)
    items: list[str] = field(default_factory=list)
    closed: bool = False

    def put(self, item: str) -> None:
        with self.cond:
            self.items.append(item)
            self.cond.notify()

    def get(self) -> str:
        with self.cond:
            while not self.items:
                self.cond.wait()
            return self.items.pop(0)

    def requeue(self, item: str) -> None:
        items = self.items
        items.insert(0, item)  # expect: ASF505


class Pool:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: dict[int, str] = {}
        self._size = 0

    def acquire(self, key: int) -> str | None:
        self._lock.acquire()
        try:
            self._size += 1
            return self._idle.pop(key, None)
        finally:
            self._lock.release()

    def release(self, key: int, conn: str) -> None:
        with self._lock:
            self._idle[key] = conn
            self._shrink()

    def _shrink(self) -> None:
        self._size -= 1

    def close(self) -> None:
        for conn in self._idle.values():  # expect: ASF505
            print(conn)
        self._size -= 1  # expect: ASF505
