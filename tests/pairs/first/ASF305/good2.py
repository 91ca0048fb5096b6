import asyncio
import functools

import anyio.to_thread


async def fetch(url: str) -> bytes:
    reader, writer = await asyncio.open_connection(url, 80)
    writer.close()
    return await reader.read()


def fetch_sync(url: str) -> bytes:
    return asyncio.run(fetch(url))


class Feed:
    def __init__(self, urls: list[str]) -> None:
        self.urls = urls

    def _load_all(self) -> list[bytes]:
        return [fetch_sync(url) for url in self.urls]

    async def load(self) -> list[bytes]:
        return await asyncio.to_thread(self._load_all)

    async def load_one(self, url: str) -> bytes:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(None, functools.partial(fetch_sync, url))

    async def load_any(self, url: str) -> bytes:
        return await anyio.to_thread.run_sync(lambda: fetch_sync(url))
