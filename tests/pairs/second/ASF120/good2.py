import asyncio
from typing import Iterator

import requests


class Feed:
    def __init__(self, url: str) -> None:
        self._url = url

    def _pages(self, limit: int) -> Iterator[dict]:
        url = self._url
        for _ in range(limit):
            body = requests.get(url, timeout=10).json()
            yield body
            if not (url := body.get("next")):
                return

    async def all(self, limit: int = 10) -> list[dict]:
        pages = self._pages(limit)
        return await asyncio.to_thread(list, pages)

    async def titles(self) -> list[str]:
        docs = await self.all()
        return [doc["title"] for doc in docs]
