import asyncio
import functools
import logging

_LOGGER = logging.getLogger(__name__)


class Pipeline:
    def __init__(self) -> None:
        self._results: "asyncio.Queue[tuple[str, object]]" = asyncio.Queue()
        self._idle = asyncio.Event()
        self._tasks: set[asyncio.Task] = set()

    def _finished(self, name: str, task: asyncio.Task) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        if (exc := task.exception()) is not None:
            _LOGGER.error("%s failed", name, exc_info=exc)
        else:
            self._results.put_nowait((name, task.result()))
        if not self._tasks:
            self._idle.set()

    async def spawn(self, name: str, coro) -> None:
        task = asyncio.create_task(coro, name=name)
        self._tasks.add(task)
        task.add_done_callback(functools.partial(self._finished, name))
        asyncio.get_running_loop().call_later(60, task.cancel)

    async def wait_idle(self) -> None:
        await self._idle.wait()
