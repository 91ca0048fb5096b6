import asyncio
import threading


class Beat:
    def __init__(self, interval: float) -> None:
        self.interval = interval
        self.flushed = threading.Event()
        self.count = 0
        self.handle: asyncio.TimerHandle | None = None

    def _beat(self) -> None:
        self.flushed.wait()
        self.count += 1


class LoopBeat(Beat):
    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        self.handle = loop.call_later(self.interval, self._beat)  # expect: ASF112

    async def restart(self) -> None:
        if self.handle is not None:
            self.handle.cancel()
        await self.start()
