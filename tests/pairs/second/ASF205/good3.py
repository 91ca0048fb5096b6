import asyncio

import anyio


class Timed:
    def __init__(self) -> None:
        self._lock = asyncio.Lock()

    async def run(self, coro_fn) -> object:
        await asyncio.wait_for(self._lock.acquire(), 5)
        try:
            return await coro_fn()
        finally:
            self._lock.release()


class Limited:
    def __init__(self, tokens: int) -> None:
        self._limiter = anyio.CapacityLimiter(tokens)
        self._lock = anyio.Lock()

    async def call(self, fn) -> object:
        async with self._limiter:
            return await fn()

    async def try_call(self, fn) -> object | None:
        try:
            self._lock.acquire_nowait()
        except anyio.WouldBlock:
            return None
        try:
            return await fn()
        finally:
            self._lock.release()
