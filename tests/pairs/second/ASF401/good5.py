import asyncio
import concurrent.futures
import logging
from contextlib import suppress

_LOGGER = logging.getLogger(__name__)


class Offload:
    def __init__(self, pool: concurrent.futures.Executor) -> None:
        self._pool = pool

    async def run(self, fn, *args: object) -> object | None:
        fut = self._pool.submit(fn, *args)
        try:
            return await asyncio.wrap_future(fut)
        except concurrent.futures.BrokenExecutor:
            _LOGGER.error("pool is broken")
            return None

    async def status(self, probe) -> str:
        try:
            await probe()
        except concurrent.futures.CancelledError:
            return "job cancelled"
        except Exception as exc:
            _LOGGER.warning("probe: %r", exc)
            return "failed"
        with suppress(Exception):
            await probe()
        return "ok"
