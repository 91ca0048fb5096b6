"""The consumer decides how long the lock is held."""
import asyncio
import threading


class Log:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._alock = asyncio.Lock()
        self._lines: list[str] = []

    def lines(self):
        with self._lock:
            for line in self._lines:
                yield line  # expect: ASF207

    def batches(self, size: int):
        self._lock.acquire()
        try:
            yield self._lines[:size]  # expect: ASF207
        finally:
            self._lock.release()

    async def follow(self):
        async with self._alock:
            for line in self._lines:
                yield line  # expect: ASF207
