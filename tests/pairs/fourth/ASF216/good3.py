"""Unlock-relock and a release in each of several exclusive branches."""
from __future__ import annotations

import threading
import time
from typing import Callable


class Pump:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.pending: list[Callable[[], None]] = []

    def run_pending(self) -> None:
        with self.lock:
            while self.pending:
                job = self.pending.pop()
                self.lock.release()
                try:
                    job()
                finally:
                    self.lock.acquire()

    def take(self, patience: float) -> Callable[[], None] | None:
        limit = time.monotonic() + patience
        while time.monotonic() < limit:
            if self.lock.acquire(timeout=0.05):
                try:
                    return self.pending.pop() if self.pending else None
                finally:
                    self.lock.release()
        return None

    def start(self, job: Callable[[], None]) -> bool:
        self.lock.acquire()
        try:
            self.pending.append(job)
        except MemoryError:
            self.lock.release()
            return False
        except BaseException:
            self.lock.release()
            raise
        else:
            self.lock.release()
        return True
