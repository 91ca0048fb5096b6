"""One wake-up, waiters for two different things."""
import threading


class Buffer:
    def __init__(self, size: int) -> None:
        self.cond = threading.Condition()
        self.items: list[int] = []
        self.size = size

    def put(self, item: int) -> None:
        with self.cond:
            while len(self.items) >= self.size:
                self.cond.wait()
            self.items.append(item)
            self.cond.notify()  # expect: ASF603

    def get(self) -> int:
        with self.cond:
            while not self.items:
                self.cond.wait()
            item = self.items.pop(0)
            self.cond.notify()  # expect: ASF603
            return item
