import asyncio
from asyncio import CancelledError
from contextlib import suppress as ignoring


class Watcher:
    def __init__(self, source) -> None:
        self.source = source
        self.events: list[str] = []

    async def watch(self) -> None:
        with ignoring(CancelledError, ConnectionError):  # expect: ASF401
            async for event in self.source:
                self.events.append(event)
        await asyncio.sleep(0)
        self.events.append("end")
