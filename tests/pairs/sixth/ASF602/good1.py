import asyncio
import threading
from contextlib import contextmanager


class LatestReading:
    def __init__(self):
        self._lock = threading.Lock()
        self._ready = threading.Condition(self._lock)
        self._value = None
        self._serial = 0

    def publish(self, value):
        with self._lock:
            self._value = value
            self._serial += 1
            self._ready.notify_all()

    def publish_many(self, values):
        self._ready.acquire()
        try:
            for value in values:
                self._value = value
                self._serial += 1
            self._wake_locked()
        finally:
            self._ready.release()

    def _wake_locked(self):
        self._ready.notify_all()

    @contextmanager
    def _updating(self):
        with self._ready:
            yield
            self._wake_locked()

    def clear(self):
        with self._updating():
            self._value = None
            self._serial += 1

    def after(self, serial, timeout=None):
        with self._ready:
            if not self._ready.wait_for(lambda: self._serial > serial, timeout):
                raise TimeoutError(serial)
            return self._serial, self._value


class Observers:
    def __init__(self):
        self._people = []

    def notify(self, news):
        return [person.tell(news) for person in self._people]


async def announce(cond: asyncio.Condition, observers: Observers, state: dict):
    observers.notify("soon")
    async with cond:
        state["ready"] = True
        cond.notify_all()
