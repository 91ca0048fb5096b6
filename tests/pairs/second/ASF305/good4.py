import asyncio


class AsyncClient:
    def __init__(self, http) -> None:
        self._http = http

    async def get(self, key: str) -> bytes:
        return await self._http.get(key)

    async def get_many(self, keys: list[str]) -> list[bytes]:
        return await asyncio.gather(*(self.get(key) for key in keys))


class Client:
    def __init__(self, http) -> None:
        self._async = AsyncClient(http)
        self._loop = asyncio.new_event_loop()

    def get(self, key: str) -> bytes:
        return self._loop.run_until_complete(self._async.get(key))

    def get_many(self, keys: list[str]) -> list[bytes]:
        return self._loop.run_until_complete(self._async.get_many(keys))

    def close(self) -> None:
        self._loop.close()
