import asyncio
import atexit
import threading
import time

import requests


class Heartbeat:
    def __init__(self, url: str) -> None:
        self.url = url
        self.timer: threading.Timer | None = None
        atexit.register(self._farewell)

    def _farewell(self) -> None:
        requests.delete(self.url, timeout=1)

    def _beat(self) -> None:
        requests.put(self.url, timeout=1)
        time.sleep(0.1)

    async def start(self) -> None:
        self.timer = threading.Timer(30, self._beat)
        self.timer.daemon = True
        self.timer.start()
        await asyncio.sleep(0)

    async def stop(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
