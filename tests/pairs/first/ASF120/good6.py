import asyncio
import threading
import time

import requests


class Warmup:
    def __init__(self, urls: list[str]) -> None:
        self.urls = urls
        self.retries = 0

    def _hit(self) -> None:
        for url in self.urls:
            requests.get(url, timeout=1)
            time.sleep(0.1)

    def _launch(self) -> threading.Thread:
        thread = threading.Thread(target=self._hit, daemon=True)
        thread.start()
        return thread

    def _on_error(self):
        def retry() -> None:
            self.retries += 1
            self._hit()

        return retry

    async def fetch(self, url: str) -> str:
        await asyncio.sleep(0)
        return url

    async def run(self) -> threading.Thread:
        thread = self._launch()
        retry = self._on_error()
        await self.fetch(self.urls[0])
        if not thread.is_alive():
            await asyncio.to_thread(retry)
        return thread
