import asyncio as aio
from asyncio import ensure_future as later


class Audit:
    def __init__(self, sink) -> None:
        self.sink = sink

    async def _write(self, line: str) -> None:
        await self.sink.send(line)

    def record(self, line: str) -> None:
        _ = later(self._write(line))  # expect: ASF303

    async def record_both(self, first: str, second: str) -> None:
        _ = aio.create_task(self._write(first))  # expect: ASF303
        await self._write(second)
