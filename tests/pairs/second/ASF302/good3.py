import asyncio
import logging

_LOGGER = logging.getLogger(__name__)


class AsyncCounter:
    async def value(self) -> int:
        await asyncio.sleep(0)
        return 1


class Counter:
    def __init__(self) -> None:
        self._n = 0

    def value(self) -> int:
        return self._n


class Panel:
    def __init__(self, local: Counter, remote: AsyncCounter) -> None:
        self._local = local
        self._remote = remote

    async def render(self) -> str:
        task = asyncio.create_task(self._remote.value(), name="remote")
        _LOGGER.debug("%s started", task.get_name())
        if not task.done() and self._local.value() > 10:
            await asyncio.sleep(0.1)
        shown = f"{self._local.value()}/{await task}"
        return shown
