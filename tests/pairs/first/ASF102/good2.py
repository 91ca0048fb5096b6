import asyncio
from functools import partial

import requests


class Uploader:
    def __init__(self, url: str) -> None:
        self.url = url
        self.session = requests.Session()

    async def upload(self, body: bytes) -> int:
        reply = await asyncio.to_thread(self.session.put, self.url, data=body)
        return reply.status_code

    async def delete(self, key: str) -> int:
        loop = asyncio.get_running_loop()
        call = partial(self.session.delete, f"{self.url}/{key}", timeout=5)
        reply = await loop.run_in_executor(None, call)
        return reply.status_code
