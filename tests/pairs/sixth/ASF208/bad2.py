from __future__ import annotations

import multiprocessing
from threading import BoundedSemaphore, Condition


class Slots:
    def __init__(self, count: int) -> None:
        self.free = BoundedSemaphore(count)
        self.busy: list[str] = []

    def run(self, name: str, job) -> None:
        self.free.acquire(blocking=True, timeout=2)  # expect: ASF208
        try:
            self.busy.append(name)
            job()
        finally:
            self.free.release()


class Shared:
    def __init__(self) -> None:
        self.changed = Condition()
        self.file_lock = multiprocessing.RLock()
        self.version = 0

    def bump(self) -> None:
        cond = self.changed
        cond.acquire(timeout=1.5)  # expect: ASF208
        try:
            self.version += 1
            cond.notify_all()
        finally:
            cond.release()

    def write(self, path: str) -> None:
        self.file_lock.acquire(block=False)  # expect: ASF208
        try:
            with open(path, "w") as out:
                out.write(str(self.version))
        finally:
            self.file_lock.release()
