from __future__ import annotations


class Lock:
    """Distributed lock on top of a key/value client."""

    def __init__(self, client, key: str) -> None:
        self._client = client
        self._key = key

    async def acquire(self) -> bool:
        return await self._client.set_if_absent(self._key)

    async def release(self) -> None:
        await self._client.delete(self._key)

    async def __aenter__(self) -> Lock:
        while not await self.acquire():
            await self._client.wait_changed(self._key)
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.release()


class Leader:
    def __init__(self, client) -> None:
        self._lock = Lock(client, "leader")

    async def lead(self, work) -> object:
        async with self._lock:
            return await work()


async def guarded(lock, work) -> object:
    async with lock:
        return await work()
