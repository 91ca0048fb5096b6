import asyncio
import gzip
import shutil


class Rotator:
    def __init__(self, path: str, every: float) -> None:
        self.path = path
        self.every = every
        self.job: asyncio.Future | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def _compress(self) -> None:
        with open(self.path, "rb") as src, gzip.open(self.path + ".gz", "wb") as dst:
            shutil.copyfileobj(src, dst)

    def _tick(self) -> None:
        assert self._loop is not None
        self.job = self._loop.run_in_executor(None, self._compress)
        self._loop.call_later(self.every, self._tick)

    async def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._loop.call_soon(self._tick)

    async def close(self) -> None:
        if self.job is not None:
            await self.job
