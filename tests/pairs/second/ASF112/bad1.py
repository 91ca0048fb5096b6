import asyncio
from typing import Any

import requests


class TelemetryBuffer:
    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint
        self._items: list[dict[str, Any]] = []
        self._session = requests.Session()
        self._handle: asyncio.TimerHandle | None = None

    def add(self, item: dict[str, Any]) -> None:
        self._items.append(item)
        if self._handle is None:
            loop = asyncio.get_running_loop()
            self._handle = loop.call_later(5.0, self._flush)  # expect: ASF112

    def _flush(self) -> None:
        self._handle = None
        batch, self._items = self._items, []
        if batch:
            self._session.post(self._endpoint, json=batch, timeout=2)
