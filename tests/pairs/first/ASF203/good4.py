import asyncio
import threading


class Stock:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._alock = asyncio.Lock()
        self.items: list[str] = []

    def _trim_locked(self, limit: int) -> None:
        del self.items[limit:]

    def trim(self, limit: int) -> None:
        with self._lock:
            self._trim_locked(limit)

    def add(self, item: str) -> None:
        with self._lock:
            self.items.append(item)
            full = len(self.items) > 100
            if full:
                self._trim_locked(90)
        if full:
            self.trim(50)

    async def sync(self, send) -> None:
        async with self._alock:
            await send(len(self.items))
        await self.resync(send)

    async def resync(self, send) -> None:
        async with self._alock:
            await send(0)
