import asyncio
import logging

_LOGGER = logging.getLogger(__name__)


class Drainer:
    def __init__(self) -> None:
        self._drained = asyncio.Event()
        self._inflight: set[str] = set()

    def begin(self, key: str) -> None:
        self._inflight.add(key)
        self._drained.clear()

    def end(self, key: str) -> None:
        self._inflight.discard(key)
        if not self._inflight:
            self._drained.set()

    async def shutdown(self, pool) -> None:
        async def close() -> None:
            await pool.aclose()

        while not self._drained.is_set():  # expect: ASF111
            _LOGGER.info("%d in flight", len(self._inflight))
        await close()
