import asyncio

from app.base import Store


class AssetStore(Store):
    def __init__(self, root, client, connect):
        super().__init__(root)
        self._client = client
        self._connect = connect
        self._origin = None
        self._origin_lock = asyncio.Lock()

    async def origin(self):
        if self._origin is None:
            async with self._origin_lock:
                if self._origin is None:
                    self._origin = await self._connect(self.root)
        return self._origin

    async def body(self, name):
        async with self._guard:
            entry = self._entries.get(name)
            if entry is None:
                resp = await self._client.get(self.url(name))
                resp.raise_for_status()
                entry = self._entries[name] = resp.content
        self.hits += 1
        return entry
