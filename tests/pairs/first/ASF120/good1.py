import asyncio

import requests


class Weather:
    def __init__(self, url: str) -> None:
        self.url = url
        self.last: dict = {}

    def _download(self) -> dict:
        return requests.get(self.url, timeout=5).json()

    def _apply(self, data: dict) -> float:
        self.last = data
        return float(data["temperature"])

    def _download_and_apply(self) -> float:
        return self._apply(self._download())

    async def refresh(self) -> float:
        data = await asyncio.to_thread(self._download)
        return self._apply(data)

    async def refresh_in_one(self) -> float:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(None, lambda: self._download_and_apply())
