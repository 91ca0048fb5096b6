import asyncio

import requests


class Heartbeat:
    def __init__(self, url: str, period: float = 30.0) -> None:
        self._url = url
        self._period = period
        self._beat: asyncio.Future | None = None
        self._handle: asyncio.TimerHandle | None = None

    def _send(self) -> int:
        return requests.get(self._url, timeout=5).status_code

    def _kick(self) -> None:
        loop = asyncio.get_running_loop()
        self._beat = loop.run_in_executor(None, self._send)
        self._handle = loop.call_later(self._period, self._kick)

    async def start(self) -> None:
        asyncio.get_running_loop().call_soon(self._kick)

    async def stop(self) -> int | None:
        if self._handle is not None:
            self._handle.cancel()
        if self._beat is None:
            return None
        return await self._beat
