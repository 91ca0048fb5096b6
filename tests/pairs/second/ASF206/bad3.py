import asyncio


class Throttled:
    def __init__(self, http) -> None:
        self._http = http

    async def get(self, url: str) -> bytes:
        async with asyncio.Lock():  # expect: ASF206
            return await self._http.get(url)

    async def post(self, url: str, body: bytes) -> bytes:
        gate = asyncio.Semaphore(1)  # expect: ASF206
        if not body:
            return b""
        async with gate:
            return await self._http.post(url, body)
