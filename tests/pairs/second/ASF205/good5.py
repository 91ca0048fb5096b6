import asyncio
import threading
from typing import Any


class BaseStore:
    lock_class: Any = None

    def __init__(self) -> None:
        self._rows: dict[str, str] = {}
        self._lock = self.lock_class()


class SyncStore(BaseStore):
    lock_class = threading.Lock

    def put(self, key: str, value: str) -> None:
        with self._lock:
            self._rows[key] = value


class AsyncStore(BaseStore):
    lock_class = asyncio.Lock

    async def put(self, key: str, value: str) -> None:
        async with self._lock:
            self._rows[key] = value
            await asyncio.sleep(0)
