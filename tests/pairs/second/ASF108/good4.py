import asyncio
import threading
from typing import Any, Coroutine, TypeVar

T = TypeVar("T")


class AsyncCore:
    def __init__(self, transport) -> None:
        self._transport = transport

    async def get(self, key: str) -> bytes | None:
        return await self._transport.call("GET", key)


class SyncFacade:
    def __init__(self, core: AsyncCore) -> None:
        self._core = core
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def open(self) -> "SyncFacade":
        self._thread.start()
        return self

    def _call(self, coro: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(coro, self._loop).result(timeout=30)

    def get(self, key: str) -> bytes | None:
        return self._call(self._core.get(key))

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
