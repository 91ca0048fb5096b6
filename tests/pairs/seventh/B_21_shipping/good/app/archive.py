import asyncio


class Archive:
    """Rotates remote segments; a rotation in progress makes others return."""

    def __init__(self, store):
        self._store = store
        self._rotating = asyncio.Lock()
        self.segments = 0

    async def rotate(self):
        if self._rotating.locked():
            return False
        async with self._rotating:
            await self._store.sync()
            await self._store.seal()
            self.segments += 1
        return True
