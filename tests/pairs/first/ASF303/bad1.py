import asyncio


class Presence:
    def __init__(self, store) -> None:
        self.store = store
        self.online: set[str] = set()

    async def _save(self, name: str) -> None:
        await self.store.put(name, name in self.online)

    async def join(self, name: str) -> None:
        self.online.add(name)
        asyncio.create_task(self._save(name))  # expect: ASF303
        await asyncio.sleep(0)

    def leave(self, name: str) -> None:
        self.online.discard(name)
        asyncio.ensure_future(self._save(name))  # expect: ASF303
