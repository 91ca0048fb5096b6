import asyncio
import logging
from concurrent.futures import Future, ThreadPoolExecutor

_LOGGER = logging.getLogger(__name__)


class Prefetcher:
    def __init__(self, pool: ThreadPoolExecutor, source) -> None:
        self._pool = pool
        self._source = source
        self._ahead: Future | None = None

    def _log(self, fut: Future) -> None:
        if (exc := fut.exception()) is not None:
            _LOGGER.error("prefetch failed: %r", exc)
        else:
            _LOGGER.debug("prefetched %d", len(fut.result()))

    async def prime(self, page: int) -> None:
        fut = self._pool.submit(self._source.page, page)
        fut.add_done_callback(self._log)
        self._ahead = fut

    async def peek(self) -> list | None:
        fut = self._ahead
        if fut is not None and fut.done():
            return fut.result()
        return None

    async def first(self, coros) -> list:
        tasks = [asyncio.create_task(c) for c in coros]
        done, _ = await asyncio.wait(tasks)
        return [t.result() for t in done if not t.exception()]
