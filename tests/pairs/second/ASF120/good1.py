import asyncio
import functools
import time

import requests


class Scraper:
    def __init__(self, base: str) -> None:
        self._base = base

    def _fetch(self, path: str, retries: int = 3) -> str:
        for attempt in range(retries):
            try:
                return requests.get(self._base + path, timeout=5).text
            except requests.ConnectionError:
                time.sleep(attempt)
        raise LookupError(path)

    async def page(self, path: str) -> str:
        return await asyncio.to_thread(self._fetch, path)

    async def quick(self, path: str) -> str:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(None, functools.partial(self._fetch, path, retries=1))

    async def both(self, left: str, right: str) -> list[str]:
        return await asyncio.gather(
            asyncio.to_thread(lambda: self._fetch(left)),
            asyncio.to_thread(lambda: self._fetch(right)),
        )
