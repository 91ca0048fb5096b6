import asyncio
import threading
from collections import deque
from typing import AsyncIterator


class Tap:
    def __init__(self) -> None:
        self._not_empty = threading.Condition()
        self._items: deque[bytes] = deque()

    def push(self, item: bytes) -> None:
        with self._not_empty:
            self._items.append(item)
            self._not_empty.notify()

    async def drain(self) -> AsyncIterator[bytes]:
        with self._not_empty:  # expect: ASF201
            while self._items:
                yield self._items.popleft()

    async def pump(self, writer: asyncio.StreamWriter) -> None:
        async for item in self.drain():
            writer.write(item)
        await writer.drain()
