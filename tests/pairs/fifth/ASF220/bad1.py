"""Nothing can come in between anyway."""
import asyncio


class Counter:
    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self.n = 0

    async def add(self) -> None:
        async with self._lock:  # expect: ASF220
            self.n += 1

    async def reset(self) -> None:
        async with self._lock:  # expect: ASF220
            self.n = 0
