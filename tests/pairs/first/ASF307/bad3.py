import asyncio


class Heart:
    def __init__(self, loop: "asyncio.AbstractEventLoop", transport) -> None:
        self.loop = loop
        self.transport = transport
        self.handle: asyncio.TimerHandle | None = None

    async def beat(self) -> None:
        await self.transport.send(b"ping")
        self.handle = self.loop.call_later(10, self.beat)  # expect: ASF307

    def from_thread(self) -> None:
        self.loop.call_soon_threadsafe(self.beat)  # expect: ASF307
