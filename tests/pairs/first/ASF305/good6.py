import asyncio


class Client:
    def __init__(self, transport) -> None:
        self.transport = transport

    async def aget(self, key: str) -> bytes:
        return await self.transport.read(key)

    def get(self, key: str) -> bytes:
        return asyncio.run(self.aget(key))


class Cached(Client):
    def __init__(self, transport) -> None:
        super().__init__(transport)
        self.cache: dict[str, bytes] = {}

    def get(self, key: str) -> bytes:
        return self.cache.get(key, b"")

    async def warm(self, keys: list[str]) -> int:
        for key in keys:
            body = await self.aget(key)
            self.cache[key] = body
        return sum(len(self.get(key)) for key in keys)


def dump(client: Client, keys: list[str]) -> None:
    for key in keys:
        print(key, client.get(key))
