import asyncio
import logging
import signal
import time

_LOGGER = logging.getLogger(__name__)


class Service:
    SIGNALS = (signal.SIGTERM, signal.SIGINT)

    def __init__(self) -> None:
        self._stop = asyncio.Event()
        self._busy = 0

    def _settle(self) -> None:
        for _ in range(10):
            if not self._busy:
                return
            time.sleep(0.1)

    def _on_signal(self, signum: int) -> None:
        _LOGGER.info("got %s", signum)
        self._settle()
        self._stop.set()

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        for signum in self.SIGNALS:
            loop.add_signal_handler(signum, self._on_signal, signum)  # expect: ASF112
        await self._stop.wait()
