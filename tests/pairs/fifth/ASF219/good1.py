"""A semaphore limits, a lock guards what is quick."""
import asyncio

import aiohttp


class Client:
    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.limit = asyncio.Semaphore(5)
        self.lock = asyncio.Lock()
        self.session = session
        self.etag = ""

    async def fetch(self, url: str) -> None:
        async with self.limit:
            response = await self.session.get(url)
        async with self.lock:
            await asyncio.sleep(0)
            self.etag = response.headers["ETag"]
