import asyncio
from dataclasses import dataclass


@dataclass
class Hub:
    loop: asyncio.AbstractEventLoop
    name: str = "hub"


class Platform:
    def __init__(self, hub: Hub, api) -> None:
        self._hub = hub
        self._api = api

    async def _refresh(self) -> None:
        await self._api.refresh(self._hub.name)

    def on_push(self, message: dict) -> None:
        if message.get("type") != "changed":
            return
        self._hub.loop.create_task(self._refresh())  # expect: ASF303
