"""Reconnecting bridge for a serial gateway."""
import asyncio
import logging
import time
from typing import Optional

_LOGGER = logging.getLogger(__name__)


class BackoffMixin:
    def __init__(self, base: float = 0.5, limit: float = 30.0) -> None:
        self._base = base
        self._limit = limit
        self._pause = time.sleep

    def next_delay(self, attempt: int) -> float:
        return min(self._limit, self._base * 2**attempt)


class GatewayBridge(BackoffMixin):
    def __init__(self, host: str, port: int) -> None:
        super().__init__(base=1.0)
        self._host = host
        self._port = port
        self._writer: Optional[asyncio.StreamWriter] = None

    async def connect(self, attempts: int = 5) -> asyncio.StreamReader:
        for attempt in range(attempts):
            try:
                reader, writer = await asyncio.open_connection(self._host, self._port)
            except OSError as err:
                _LOGGER.warning("connect failed: %s", err)
                self._pause(self.next_delay(attempt))  # expect: ASF101
                continue
            self._writer = writer
            return reader
        raise ConnectionError(self._host)
