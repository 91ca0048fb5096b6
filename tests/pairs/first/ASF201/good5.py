import asyncio
import threading


class Cache:
    def __init__(self, load) -> None:
        self._lock = threading.Lock()
        self._data: dict[str, bytes] = {}
        self._load = load

    async def get(self, key: str) -> bytes:
        self._lock.acquire()
        try:
            found = self._data.get(key)
        finally:
            self._lock.release()
        if found is not None:
            await asyncio.sleep(0)
            return found
        return await self._load(key)

    async def offer(self, key: str, value: bytes) -> None:
        while not self._lock.acquire(blocking=False):
            await asyncio.sleep(0.01)
        try:
            self._data[key] = value
        finally:
            self._lock.release()
        await asyncio.sleep(0)
