import threading
from collections import deque


class Dispatcher:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: deque = deque()
        self.failed = 0

    def add(self, job) -> None:
        with self._lock:
            self._jobs.append(job)

    def run_all(self) -> None:
        with self._lock:
            while self._jobs:
                job = self._jobs.popleft()
                self._lock.release()
                try:
                    job()
                finally:
                    self._lock.acquire()
