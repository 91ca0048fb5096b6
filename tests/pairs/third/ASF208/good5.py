"""Scheduler that skips a run when the previous one is still in progress."""
import contextlib
import threading
from collections.abc import Iterator


@contextlib.contextmanager
def timed(lock: threading.Lock, seconds: float) -> Iterator[bool]:
    acquired = lock.acquire(timeout=seconds)
    try:
        yield acquired
    finally:
        if acquired:
            lock.release()


class Scheduler:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.skipped = 0
        self.timer: threading.Timer | None = None

    def tick(self) -> str:
        with timed(self.lock, 0.1) as acquired:
            if not acquired:
                return "skipped"
            return self.work()

    def work(self) -> str:
        return "worked"

    def shutdown(self) -> None:
        assert self.lock.acquire(timeout=30), "a run is stuck"
        try:
            print("closing")
        finally:
            self.lock.release()


if __name__ == "__main__":
    scheduler = Scheduler()
    print(scheduler.tick())
    scheduler.shutdown()
