import asyncio
import threading


class Outbox:
    def __init__(self, transport) -> None:
        self._lock = threading.Lock()
        self._items: list[bytes] = []
        self.transport = transport

    def push(self, item: bytes) -> None:
        with self._lock:
            self._items.append(item)

    async def flush(self) -> int:
        with self._lock:
            batch, self._items = self._items, []
        for item in batch:
            await self.transport.send(item)
        return len(batch)

    async def flush_if_many(self, limit: int) -> int:
        with self._lock:
            if len(self._items) < limit:
                return 0
        await asyncio.sleep(0)
        return await self.flush()
