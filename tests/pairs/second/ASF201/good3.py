import asyncio
import threading
from typing import Awaitable, Callable


class Subscriptions:
    def __init__(self, client) -> None:
        self._client = client
        self._lock = threading.Lock()
        self._cancel: dict[str, Callable[[], Awaitable[None]]] = {}

    async def subscribe(self, topic: str) -> None:
        with self._lock:

            async def cancel() -> None:
                await self._client.unsubscribe(topic)

            self._cancel[topic] = cancel
            coro = self._client.subscribe(topic)
        await coro

    async def unsubscribe(self, topic: str) -> None:
        with self._lock:
            cancel = self._cancel.pop(topic, None)
        if cancel is not None:
            await cancel()

    async def close(self) -> None:
        with self._lock:
            pending = list(self._cancel.values())
            self._cancel.clear()
        await asyncio.gather(*(cancel() for cancel in pending))
