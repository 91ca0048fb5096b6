import asyncio
from dataclasses import dataclass, field
from typing import Any


@dataclass
class EntryData:
    host: str
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    cache: dict[str, Any] = field(default_factory=dict)


class Coordinator:
    def __init__(self, data: EntryData, api) -> None:
        self._data = data
        self._api = api

    async def send(self, command: str) -> Any:
        with self._data.lock:  # expect: ASF205
            return await self._api.send(self._data.host, command)
