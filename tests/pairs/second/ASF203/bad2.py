import asyncio
from typing import Any


class Device:
    def __init__(self, api) -> None:
        self._api = api
        self._lock = asyncio.Lock()

    async def _transact(self, payload: dict[str, Any]) -> dict[str, Any]:
        async with self._lock:
            return await self._api.send(payload)

    async def refresh(self) -> dict[str, Any]:
        return await self._transact({"cmd": "status"})

    async def set_property(self, name: str, value: Any) -> None:
        async with self._lock:
            reply = await self._api.send({"cmd": "set", name: value})
            if reply.get("stale"):
                await self.refresh()  # expect: ASF203
