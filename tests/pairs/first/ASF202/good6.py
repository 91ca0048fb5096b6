import threading
from collections import deque


class Ring:
    def __init__(self, size: int) -> None:
        self._free = threading.Semaphore(size)
        self._used = threading.Semaphore(0)
        self._items: deque = deque()

    def put(self, item: bytes) -> None:
        self._free.acquire()
        self._items.append(item)
        self._used.release()

    def get(self) -> bytes:
        self._used.acquire()
        item = self._items.popleft()
        self._free.release()
        return item


class Tablet:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.strokes: list[tuple[int, int]] = []

    def begin(self) -> None:
        self._lock.acquire()

    def end(self) -> None:
        self._lock.release()

    def try_draw(self, x: int, y: int) -> bool:
        taken = self._lock.acquire(blocking=False)
        try:
            if taken:
                self.strokes.append((x, y))
        finally:
            if taken:
                self._lock.release()
        return taken
