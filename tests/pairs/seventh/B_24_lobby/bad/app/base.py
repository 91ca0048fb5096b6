import asyncio


class Guarded:
    def __init__(self, name):
        self.name = name
        self.lock = asyncio.Lock()

    async def describe(self):
        async with self.lock:
            return await self.render()

    async def render(self):
        return self.name
