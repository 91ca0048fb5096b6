import asyncio
import threading


class Meter:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._alock = asyncio.Lock()
        self.values: list[float] = []

    def add(self, value: str) -> None:
        self._lock.acquire()
        try:
            self.values.append(float(value))
        finally:
            self._lock.release()

    async def report(self, send) -> None:
        await self._alock.acquire()
        try:
            await send(len(self.values))
        finally:
            self._alock.release()

    def try_add(self, value: float) -> bool:
        if not self._lock.acquire(timeout=0.5):
            return False
        try:
            self.values.append(value)
            return True
        finally:
            self._lock.release()
