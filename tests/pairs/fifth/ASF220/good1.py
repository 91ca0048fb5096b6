"""One of the sections does suspend."""
import asyncio


class Counter:
    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self.n = 0

    async def add(self, store) -> None:
        async with self._lock:
            self.n = await store.next(self.n)

    async def reset(self) -> None:
        async with self._lock:
            self.n = 0
