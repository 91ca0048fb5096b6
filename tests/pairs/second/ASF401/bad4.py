import asyncio
from asyncio import CancelledError
from contextlib import suppress


class Presence:
    def __init__(self, gateway) -> None:
        self._gateway = gateway
        self._changed = asyncio.Event()

    async def wait_changed(self, seconds: float) -> bool:
        with suppress(asyncio.TimeoutError, CancelledError):  # expect: ASF401
            await asyncio.wait_for(self._changed.wait(), seconds)
            self._changed.clear()
            return True
        return False

    async def announce(self, text: str) -> None:
        await self._gateway.send(text)
