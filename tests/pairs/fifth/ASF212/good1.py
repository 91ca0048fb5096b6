"""A plain lock may be handed over; an RLock is used on one side."""
import asyncio
import threading


class Guarded:
    def __init__(self) -> None:
        self._plain = threading.Lock()
        self._lock = threading.RLock()

    async def work(self) -> None:
        await asyncio.to_thread(self._plain.acquire)
        try:
            print("in")
        finally:
            self._plain.release()

    def _whole(self) -> None:
        with self._lock:
            print("in")

    async def other(self) -> None:
        await asyncio.to_thread(self._whole)
