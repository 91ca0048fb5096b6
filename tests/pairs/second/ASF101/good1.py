import asyncio
import functools
import time
from concurrent.futures import ThreadPoolExecutor


class RelayBoard:
    def __init__(self, port) -> None:
        self._port = port
        self._pool = ThreadPoolExecutor(max_workers=1)

    async def pulse(self, channel: int, seconds: float) -> None:
        def _pulse() -> None:
            self._port.set(channel, True)
            time.sleep(seconds)
            self._port.set(channel, False)

        await asyncio.to_thread(_pulse)

    async def settle(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._pool, lambda: time.sleep(seconds))

    async def warm_up(self) -> bool:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, functools.partial(time.sleep, 0.2))
        return self._port.ready
