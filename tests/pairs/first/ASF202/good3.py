import asyncio
import threading


class CountedLock:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.entered = 0

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        taken = self._lock.acquire(blocking, timeout)
        self.entered += taken
        return taken

    def release(self) -> None:
        self._lock.release()

    def __enter__(self) -> "CountedLock":
        self._lock.acquire()
        self.entered += 1
        return self

    def __exit__(self, *exc) -> None:
        self._lock.release()


class Turn:
    def __init__(self) -> None:
        self._lock = asyncio.Lock()

    async def __aenter__(self) -> None:
        await self._lock.acquire()

    async def __aexit__(self, *exc) -> None:
        self._lock.release()
