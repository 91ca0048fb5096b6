"""Print spooler: releases that run on paths where the lock is not held."""
import threading
from typing import Callable


class Spooler:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: list[str] = []

    def push(self, job: str) -> None:
        with self._lock:
            self._jobs.append(job)
            if len(self._jobs) > 100:
                self._jobs.pop(0)
                self._lock.release()  # expect: ASF216

    def pop(self, timeout: float) -> str | None:
        taken = self._lock.acquire(timeout=timeout)
        try:
            if taken and self._jobs:
                return self._jobs.pop()
            return None
        finally:
            self._lock.release()  # expect: ASF216

    def each(self, visit: Callable[[str], None]) -> int:
        self._lock.acquire()
        try:
            jobs = list(self._jobs)
        finally:
            self._lock.release()
        for job in jobs:
            visit(job)
        self._lock.release()  # expect: ASF216
        return len(jobs)


if __name__ == "__main__":
    spooler = Spooler()
    spooler.push("letter")
    print(spooler.pop(1.0))
