import asyncio


class Registry:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.names: dict[str, int] = {}

    async def _lookup(self, name: str) -> int:
        await asyncio.sleep(0)
        return self.names[name]

    async def resolve(self, name: str) -> int:
        if name in self.names:
            return asyncio.run_coroutine_threadsafe(self._lookup(name), self.loop).result()  # expect: ASF108
        self.names[name] = len(self.names)
        return self.names[name]
