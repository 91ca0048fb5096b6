"""Every other task waits for the network."""
import asyncio

import aiohttp


class Client:
    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.lock = asyncio.Lock()
        self.session = session
        self.etag = ""

    async def fetch(self, url: str) -> None:
        async with self.lock:
            response = await self.session.get(url)  # expect: ASF219
            self.etag = response.headers["ETag"]
