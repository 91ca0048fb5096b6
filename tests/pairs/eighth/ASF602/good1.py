"""Token dispenser for a rate limited partner API."""
import asyncio
import logging
import threading
from contextlib import contextmanager

log = logging.getLogger("tokens")


class Dispenser:
    def __init__(self, size: int) -> None:
        self._lock = threading.RLock()
        self._not_empty = threading.Condition(self._lock)
        self._not_full = threading.Condition(self._lock)
        self._tokens = size
        self._size = size

    @contextmanager
    def _locked(self):
        with self._lock:
            yield

    def take(self) -> None:
        with self._lock:
            while self._tokens == 0:
                self._not_empty.wait()
            self._tokens -= 1
            self._not_full.notify()

    def give(self) -> None:
        with self._not_full:
            while self._tokens == self._size:
                self._not_full.wait()
            self._tokens += 1
            self._not_empty.notify()

    def reset(self) -> None:
        with self._locked():
            self._tokens = self._size
            self._wake_all()

    def _wake_all(self) -> None:
        """Caller holds the lock."""
        self._not_empty.notify_all()
        self._not_full.notify_all()

    def resize(self, size: int) -> None:
        self._lock.acquire()
        try:
            self._size = size
            self._tokens = min(self._tokens, size)
            self._wake_all()
        finally:
            self._lock.release()


class Subscribers:
    """Plain observers; `notify` has nothing to do with a condition."""

    def __init__(self) -> None:
        self._callbacks = []

    def add(self, callback) -> None:
        self._callbacks.append(callback)

    def notify(self, event: str) -> None:
        for callback in list(self._callbacks):
            callback(event)


class Quota:
    def __init__(self, subscribers: Subscribers) -> None:
        self._changed = asyncio.Condition()
        self._left = 0
        self.subscribers = subscribers

    async def refill(self, n: int) -> None:
        async with self._changed as _:
            self._left = n
            self._changed.notify_all()
        self.subscribers.notify("refilled")

    async def spend(self) -> int:
        async with self._changed:
            await self._changed.wait_for(lambda: self._left > 0)
            self._left -= 1
            return self._left


async def refill_every(quota: Quota, period: float, n: int) -> None:
    while True:
        await quota.refill(n)
        await asyncio.sleep(period)
