import asyncio
import json
from typing import Any


class Ingest:
    def __init__(self, reader: asyncio.StreamReader) -> None:
        self._reader = reader
        self._seen = 0

    def _parse(self, raw: bytes) -> dict[str, Any]:
        doc = json.loads(raw)
        return {key.lower(): value for key, value in doc.items()}

    async def next_document(self) -> dict[str, Any] | None:
        raw = await self._reader.readline()
        if not raw:
            return None
        return await asyncio.to_thread(self._parse(raw))  # expect: ASF113
