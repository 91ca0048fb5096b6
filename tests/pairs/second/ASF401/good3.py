import asyncio
import logging
from contextlib import suppress

_LOGGER = logging.getLogger(__name__)


class Collector:
    def __init__(self) -> None:
        self.results: list[object] = []

    def _done(self, task: asyncio.Task) -> None:
        try:
            self.results.append(task.result())
        except asyncio.CancelledError:
            _LOGGER.debug("%s cancelled", task.get_name())

    async def collect(self, tasks: list[asyncio.Task]) -> list[object]:
        done, _ = await asyncio.wait(tasks)
        out = []
        for task in done:
            with suppress(asyncio.CancelledError):
                out.append(task.result())
        return out

    async def peek(self, fut: "asyncio.Future[int]") -> int | None:
        try:
            value = fut.result()
        except (asyncio.CancelledError, asyncio.InvalidStateError):
            value = None
        await asyncio.sleep(0)
        return value
