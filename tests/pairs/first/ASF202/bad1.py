import json
import threading


class Journal:
    def __init__(self, sink) -> None:
        self._lock = threading.Lock()
        self._sink = sink
        self.lines = 0

    def write(self, record: dict) -> None:
        self._lock.acquire()  # expect: ASF202
        self._sink.write(json.dumps(record) + "\n")
        self.lines += 1
        self._lock.release()

    def size(self) -> int:
        with self._lock:
            return self.lines
