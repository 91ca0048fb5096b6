import asyncio
import threading
from asyncio import Lock
from threading import Lock as ThreadLock


class Mixed:
    def __init__(self) -> None:
        self._lock = Lock()
        self._tlock = ThreadLock()
        self._cond = threading.Condition(self._tlock)
        self._turn = asyncio.Condition()
        self._value = 0

    def bump(self) -> None:
        with self._cond:
            self._value += 1
            self._cond.notify_all()

    async def read(self) -> int:
        lock = self._tlock
        with lock:
            value = self._value
        lock = self._lock
        async with lock:
            await asyncio.sleep(0)
        async with self._turn:
            self._turn.notify_all()
        return value
