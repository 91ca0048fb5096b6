import asyncio


class Exclusive:
    def __init__(self, bus) -> None:
        self._bus = bus
        self._lock = asyncio.Lock()
        self.owner: str | None = None

    async def run(self, owner: str, coro_fn) -> object:
        await self._lock.acquire()  # expect: ASF202
        await self._bus.publish("acquired", owner)
        try:
            self.owner = owner
            return await coro_fn()
        finally:
            self.owner = None
            self._lock.release()
