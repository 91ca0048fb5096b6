import asyncio


class Door:
    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self.opened = 0

    async def open(self, timeout_s: float) -> bool:
        try:
            await asyncio.wait_for(self._lock.acquire(), timeout_s)
        except TimeoutError:
            return False
        try:
            self.opened += 1
            await asyncio.sleep(0)
        finally:
            self._lock.release()
        return True


async def locked(lock: asyncio.Lock, job) -> None:
    waiting = lock.acquire()
    await waiting
    try:
        await job()
    finally:
        lock.release()
