import asyncio
import signal


class Server:
    def __init__(self) -> None:
        self._closing: asyncio.Task | None = None

    async def shutdown(self) -> None:
        await asyncio.sleep(0)

    def _on_signal(self) -> None:
        if self._closing is None:
            self._closing = asyncio.create_task(self.shutdown())

    async def run(self, stop: asyncio.Event) -> None:
        loop = asyncio.get_running_loop()
        for signum in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(signum, self._on_signal)
        loop.call_later(3600, lambda: self._on_signal())
        await stop.wait()
        if self._closing is not None:
            await self._closing
