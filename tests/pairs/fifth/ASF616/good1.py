"""Room is waited for outside the lock, or there is no end of it."""
import queue
import threading


class Relay:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._queue: "queue.Queue[int]" = queue.Queue(maxsize=5)
        self._open: "queue.Queue[int]" = queue.Queue()
        self.sent = 0

    def send(self, item: int) -> None:
        with self._lock:
            self.sent += 1
        self._queue.put(item)

    def note(self, item: int) -> None:
        with self._lock:
            self._open.put(item)

    def consume(self) -> None:
        item = self._queue.get()
        with self._lock:
            self.sent -= 1
        print(item)
