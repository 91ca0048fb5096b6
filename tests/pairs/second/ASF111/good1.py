import asyncio
from collections import deque


class LineProtocolBuffer:
    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._lines: deque[str] = deque()
        self._free: list[bytearray] = []

    def _next(self) -> str | None:
        return self._lines.popleft() if self._lines else None

    async def flush(self) -> int:
        sent = 0
        while (line := self._next()) is not None:
            self._writer.write(line.encode())
            sent += 1
        await self._writer.drain()
        return sent

    async def reset(self) -> None:
        while self._lines:
            self._lines.pop()
        while len(self._free) > 8:
            del self._free[-1]
        await self._writer.drain()
