import asyncio

from app.factory import Buckets


class Api:
    def __init__(self, backend):
        self._backend = backend
        self._buckets = Buckets()
        self._quota = {}

    async def search(self, user, query):
        await self._buckets.for_user(user, "search").take()
        return await self._backend.search(query)

    async def upload(self, user, blob):
        await self._buckets.for_user(user, "upload").take()
        lock = asyncio.Lock()  # expect: ASF206
        async with lock:
            used = await self._backend.usage(user)
            if used + len(blob) > self._quota.get(user, 1 << 20):
                raise ValueError("quota exceeded")
            await self._backend.store(user, blob)

    async def block(self, user):
        await self._buckets.for_user(user, "search").drain()
        await self._buckets.for_user(user, "upload").drain()
