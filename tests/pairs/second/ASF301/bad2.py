from __future__ import annotations

import asyncio
from typing import Optional


class Connection:
    def __init__(self) -> None:
        self._inbox: asyncio.Queue[bytes] = asyncio.Queue(maxsize=64)
        self._writer: "Optional[asyncio.StreamWriter]" = None

    async def open(self, host: str, port: int) -> None:
        _, self._writer = await asyncio.open_connection(host, port)

    async def send(self, data: bytes) -> None:
        if self._writer is None:
            raise ConnectionError("not open")
        self._writer.write(data)
        self._writer.drain()  # expect: ASF301

    async def feed(self, frame: bytes) -> None:
        if not frame:
            return
        self._inbox.put(frame)  # expect: ASF301

    async def next(self) -> bytes:
        return await self._inbox.get()
