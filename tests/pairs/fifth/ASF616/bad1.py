"""The producer holds the lock that the consumer needs before it can make room."""
import queue
import threading


class Relay:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._queue: "queue.Queue[int]" = queue.Queue(maxsize=5)
        self.sent = 0

    def send(self, item: int) -> None:
        with self._lock:
            self.sent += 1
            self._queue.put(item)  # expect: ASF616

    def consume(self) -> None:
        while True:
            with self._lock:
                if self.sent < 0:
                    return
            print(self._queue.get())
