"""A lock with an owner is taken here and given back there."""
import asyncio
import threading


class Guarded:
    def __init__(self) -> None:
        self._lock = threading.RLock()

    async def work(self) -> None:
        await asyncio.to_thread(self._lock.acquire)  # expect: ASF212
        try:
            print("in")
        finally:
            self._lock.release()

    async def other(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, self._lock.acquire)  # expect: ASF212
        try:
            print("in")
        finally:
            await loop.run_in_executor(None, self._lock.release)
