"""A new lock while somebody may hold the old one."""
import asyncio
import threading

_lock = threading.Lock()


def reset() -> None:
    global _lock
    _lock = threading.Lock()  # expect: ASF210


class Cache:
    def __init__(self) -> None:
        self._lock = threading.RLock()
        self.gate = asyncio.Lock()
        self._data: dict[str, str] = {}

    def clear(self) -> None:
        self._data = {}
        self._lock = threading.RLock()  # expect: ASF210

    async def reconnect(self) -> None:
        self.gate = asyncio.Lock()  # expect: ASF210

    def get(self, key: str) -> str | None:
        with _lock, self._lock:
            return self._data.get(key)
