"""Connection pool whose acquire method raises instead of returning a flag."""
import threading
from collections import deque


class PoolTimeout(Exception):
    pass


class Leases:
    """Counts leases; acquire raises when the limit is reached."""

    def __init__(self, limit: int) -> None:
        self._free = deque(range(limit))
        self._held: deque[int] = deque()

    def acquire(self, timeout: float = 0.0) -> None:
        try:
            self._held.append(self._free.popleft())
        except IndexError:
            raise PoolTimeout(timeout) from None

    def release(self) -> None:
        self._free.append(self._held.pop())


class Worker:
    def __init__(self, leases: Leases) -> None:
        self.leases = leases
        self.lock = threading.Lock()
        self.done: list[str] = []

    def handle(self, job: str) -> None:
        self.leases.acquire(timeout=5)
        try:
            self.store(job)
        finally:
            self.leases.release()

    def store(self, job: str) -> None:
        self.lock.acquire(True)
        try:
            self.done.append(job)
        finally:
            self.lock.release()

    def count(self) -> int:
        self.lock.acquire(timeout=-1)
        try:
            return len(self.done)
        finally:
            self.lock.release()


if __name__ == "__main__":
    worker = Worker(Leases(2))
    worker.handle("resize")
    print(worker.count())
