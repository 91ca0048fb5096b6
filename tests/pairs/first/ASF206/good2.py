import asyncio
import threading
import weakref
from collections import defaultdict


class KeyedLocks:
    def __init__(self) -> None:
        self._locks: dict[str, threading.Lock] = {}
        self._weak: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()
        self._auto: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.runs = 0

    def run(self, key: str, job) -> None:
        with self._locks.setdefault(key, threading.Lock()):
            job()

    async def arun(self, key: str, job) -> None:
        lock = self._weak.get(key)
        if lock is None:
            lock = asyncio.Lock()
            self._weak[key] = lock
        async with lock:
            await job()

    async def auto(self, key: str, job) -> None:
        async with self._auto[key]:
            await job()
