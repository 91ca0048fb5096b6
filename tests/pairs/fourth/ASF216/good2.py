"""Semaphores as permits, hand-over of a lock and release in a callback."""
import asyncio
import threading
from concurrent.futures import Future, ThreadPoolExecutor


class BoundedPool:
    """Takes a permit per job; the job's done callback gives it back."""

    def __init__(self, size: int) -> None:
        self.pool = ThreadPoolExecutor(size)
        self.permits = threading.Semaphore(size * 2)

    def submit(self, fn, *args) -> Future:
        self.permits.acquire()
        try:
            future = self.pool.submit(fn, *args)
        except BaseException:
            self.permits.release()
            raise
        future.add_done_callback(lambda _: self.permits.release())
        return future


class Signal:
    def __init__(self) -> None:
        self.items = asyncio.Semaphore(0)
        self.queue: list[str] = []

    def put(self, *items: str) -> None:
        for item in items:
            self.queue.append(item)
            self.items.release()

    async def get(self) -> str:
        await self.items.acquire()
        return self.queue.pop(0)


class Baton:
    def __init__(self) -> None:
        self._lock = threading.Lock()

    def __enter__(self) -> "Baton":
        self._lock.acquire()
        return self

    def __exit__(self, *exc: object) -> None:
        self._lock.release()
