from __future__ import annotations

import asyncio
import time as _time
from typing import AsyncIterator


class FrameReader:
    def __init__(self, reader: asyncio.StreamReader, *, cooperative: bool = True) -> None:
        self._reader = reader
        self._cooperative = cooperative

    async def frames(self) -> AsyncIterator[bytes]:
        seen = 0
        while header := await self._reader.read(4):
            size = int.from_bytes(header, "big")
            if size == 0:
                continue
            yield await self._reader.readexactly(size)
            seen += 1
            if self._cooperative and seen % 64 == 0:
                _time.sleep(0)  # expect: ASF101
