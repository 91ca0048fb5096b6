"""A condition per predicate, or everybody is woken."""
import threading


class Buffer:
    def __init__(self, size: int) -> None:
        self.lock = threading.Lock()
        self.not_full = threading.Condition(self.lock)
        self.not_empty = threading.Condition(self.lock)
        self.items: list[int] = []
        self.size = size

    def put(self, item: int) -> None:
        with self.not_full:
            while len(self.items) >= self.size:
                self.not_full.wait()
            self.items.append(item)
            self.not_empty.notify()

    def get(self) -> int:
        with self.not_empty:
            while not self.items:
                self.not_empty.wait()
            item = self.items.pop(0)
            self.not_full.notify()
            return item


class Simple:
    def __init__(self) -> None:
        self.cond = threading.Condition()
        self.items: list[int] = []

    def put(self, item: int) -> None:
        with self.cond:
            self.items.append(item)
            self.cond.notify()

    def get(self) -> int:
        with self.cond:
            while not self.items:
                self.cond.wait()
            return self.items.pop()
