import asyncio
import contextlib
import threading
from typing import AsyncIterator


class DualLock:
    def __init__(self) -> None:
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *exc: object) -> None:
        self._lock.release()

    async def __aenter__(self) -> None:
        await asyncio.to_thread(self._lock.acquire)

    async def __aexit__(self, *exc: object) -> None:
        self._lock.release()


class RWLock:
    def __init__(self) -> None:
        self._inner = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def reader(self) -> AsyncIterator[None]:
        async with self._inner:
            yield


class Table:
    def __init__(self) -> None:
        self._lock = DualLock()
        self._rw = RWLock()
        self._rows: list[int] = []

    def add(self, row: int) -> None:
        with self._lock:
            self._rows.append(row)

    async def aadd(self, row: int) -> None:
        async with self._lock:
            self._rows.append(row)

    async def settle(self) -> None:
        async with self._rw.reader():
            await asyncio.sleep(0)
