"""Spooler with conditional takes that remember what they took."""
import threading


class Spooler:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: list[str] = []
        self._title = "spool"

    def pop(self, timeout: float) -> str | None:
        taken = self._lock.acquire(timeout=timeout)
        try:
            if taken and self._jobs:
                return self._jobs.pop()
            return None
        finally:
            if taken:
                self._lock.release()

    def push(self, job: str, wait: bool = True) -> bool:
        if not self._lock.acquire(blocking=wait):
            return False
        try:
            self._jobs.append(job)
        finally:
            self._lock.release()
        return True

    def title(self, exact: bool) -> str:
        if exact:
            self._lock.acquire()
        try:
            return self._title.upper()
        finally:
            if exact:
                self._lock.release()

    def twice(self) -> int:
        self._lock.acquire()
        try:
            first = len(self._jobs)
        finally:
            self._lock.release()
        self._lock.acquire()
        try:
            return first + len(self._jobs)
        finally:
            self._lock.release()
