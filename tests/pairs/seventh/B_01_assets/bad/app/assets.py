from app.base import Store


class AssetStore(Store):
    def __init__(self, root, client, connect):
        super().__init__(root)
        self._client = client
        self._connect = connect
        self._origin = None

    async def origin(self):
        if self._origin is None:
            self._origin = await self._connect(self.root)  # expect: ASF502
        return self._origin

    async def body(self, name):
        with self._guard:  # expect: ASF201
            entry = self._entries.get(name)
            if entry is None:
                resp = await self._client.get(self.url(name))
                resp.raise_for_status()
                entry = self._entries[name] = resp.content
        self.hits += 1
        return entry
