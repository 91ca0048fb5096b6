"""Backup agent: cooperates with other agents through lock files and in-process locks."""
from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator

import portalocker
from filelock import FileLock, Timeout

log = logging.getLogger("backup")


class Busy(RuntimeError):
    pass


class Lease:
    """Renewable lease on a remote repository; acquire raises if it is taken."""

    def __init__(self, holder: str) -> None:
        self.holder = holder
        self._owner: str | None = None

    def acquire(self, timeout: float = 0) -> None:
        if self._owner not in (None, self.holder):
            raise Busy(f"{self._owner} holds it, gave up after {timeout}s")
        self._owner = self.holder

    def release(self) -> None:
        self._owner = None


class Agent:
    def __init__(self, repo: str) -> None:
        self._file = FileLock(f"{repo}/lock")
        self._lock = threading.Lock()
        self._slots = threading.Semaphore(3)
        self._lease = Lease("agent")
        self._runs = 0

    def exclusive(self, job: Callable[[], None]) -> bool:
        try:
            self._file.acquire(timeout=10)
        except Timeout:
            log.warning("repository is locked")
            return False
        try:
            job()
        finally:
            self._file.release()
        return True

    def forever(self, job: Callable[[], None]) -> None:
        self._lock.acquire(True, -1)
        try:
            self._runs += 1
            job()
        finally:
            self._lock.release()

    def once(self, job: Callable[[], None]) -> None:
        self._lock.acquire(True)
        try:
            self._runs += 1
            job()
        finally:
            self._lock.release()

    @contextlib.contextmanager
    def slot(self, seconds: float) -> Iterator[None]:
        if not (got := self._slots.acquire(timeout=seconds)):
            raise Busy(f"no slot: {got}")
        try:
            yield
        finally:
            self._slots.release()

    def runs(self) -> int:
        while not self._lock.acquire(timeout=1.0):
            log.info("still waiting")
        try:
            return self._runs
        finally:
            self._lock.release()

    def renew(self) -> None:
        self._lease.acquire(timeout=5)
        try:
            log.info("renewed")
        finally:
            self._lease.release()

    def opportunistic(self, job: Callable[[], None]) -> bool:
        got = self._lock.acquire(False)
        if got:
            try:
                self._runs += 1
                job()
            finally:
                self._lock.release()
        return got


def append(path: str, line: str) -> None:
    lock = portalocker.Lock(path, mode="a", timeout=3)
    handle = lock.acquire()
    try:
        handle.write(line + "\n")
    finally:
        lock.release()
