"""Inherited conditions, helpers, and an `if` in a loop that is about something else."""
import threading
from threading import Condition


class Base:
    def __init__(self) -> None:
        self.changed = Condition()
        self.value = 0


class Waiter(Base):
    def wait_positive(self) -> int:
        with self.changed:
            if self.value <= 0:
                self.changed.wait()  # expect: ASF601
            return self.value

    def consume(self, jobs: list) -> None:
        for job in jobs:
            with self.changed:
                self.changed.wait()  # expect: ASF601
            job()


def pause(cond: threading.Condition) -> None:
    cond.acquire()
    try:
        cond.wait()  # expect: ASF601
    finally:
        cond.release()
