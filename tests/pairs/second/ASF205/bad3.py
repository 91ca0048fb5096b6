from __future__ import annotations

import asyncio
from typing import Optional


class Downloader:
    def __init__(self, http, limit: Optional[int] = None) -> None:
        self._http = http
        self._slots: asyncio.Semaphore = asyncio.Semaphore(limit or 4)

    async def fetch(self, url: str) -> bytes:
        self._slots.acquire()  # expect: ASF205
        try:
            async with self._http.get(url) as resp:
                return await resp.read()
        finally:
            self._slots.release()
