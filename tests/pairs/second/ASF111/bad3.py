import asyncio
from collections import deque
from typing import Deque


class Outbox:
    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._pending: Deque[bytes] = deque()

    def post(self, line: str) -> None:
        self._pending.append(line.encode() + b"\r\n")

    async def run(self) -> None:
        while True:  # expect: ASF111
            try:
                chunk = self._pending.popleft()
            except IndexError:
                continue
            self._writer.write(chunk)
            await self._writer.drain()
