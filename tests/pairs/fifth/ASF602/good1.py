"""Held, by the condition or by its lock, here or by the caller."""
import asyncio
import threading


class Gate:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cond = threading.Condition(self._lock)
        self.open = False

    def unlock(self) -> None:
        with self._lock:
            self.open = True
            self._cond.notify_all()

    def signal(self) -> None:
        self._cond.acquire()
        try:
            self._announce()
        finally:
            self._cond.release()

    def _announce(self) -> None:
        self._cond.notify()

    def pass_through(self) -> None:
        with self._cond:
            while not self.open:
                self._cond.wait()


class AsyncGate:
    def __init__(self) -> None:
        self.changed = asyncio.Condition()
        self.open = False

    async def unlock(self) -> None:
        async with self.changed:
            self.open = True
            self.changed.notify_all()
