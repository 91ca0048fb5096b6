import asyncio
from typing import AsyncIterator, NamedTuple


class Status(NamedTuple):
    code: int
    text: str


class Core:
    def __init__(self, feed) -> None:
        self._feed = feed

    async def status(self) -> Status:
        return Status(200, await self._feed.text())

    async def lines(self) -> AsyncIterator[str]:
        async for chunk in self._feed:
            yield chunk

    async def count(self) -> int:
        return len([line async for line in self.lines()])

    async def head(self) -> str:
        agen = self.lines()
        try:
            return await agen.__anext__()
        finally:
            await agen.aclose()


class SyncCore:
    def __init__(self, core: Core) -> None:
        self._core = core
        self._loop = asyncio.new_event_loop()

    def ok(self) -> bool:
        return self._loop.run_until_complete(self._core.status()).code == 200

    def text(self) -> str:
        return f"{asyncio.run(self._core.status()).text}!"
