import asyncio
from typing import Optional


class Refresher:
    def __init__(self, api, interval: float = 60.0) -> None:
        self._api = api
        self._interval = interval
        self._handle: Optional[asyncio.TimerHandle] = None

    async def _refresh(self) -> None:
        await self._api.refresh()
        self._arm()

    def _arm(self) -> None:
        loop = asyncio.get_running_loop()
        self._handle = loop.call_later(self._interval, self._refresh)  # expect: ASF307

    async def start(self) -> None:
        asyncio.get_running_loop().call_soon(self._refresh)  # expect: ASF307

    def stop(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
