from __future__ import annotations

from typing import Any, Optional

import httpx


class WebhookSender:
    def __init__(self, url: str, *, timeout: float = 5.0) -> None:
        self._url = url
        self._timeout = timeout
        self._client: Optional[httpx.Client] = None

    @property
    def client(self) -> httpx.Client:
        if self._client is None:
            self._client = httpx.Client(timeout=self._timeout)
        return self._client

    async def __call__(self, event: dict[str, Any]) -> int:
        if not event:
            return 0
        response = self.client.post(self._url, json=event)  # expect: ASF102
        return response.status_code
