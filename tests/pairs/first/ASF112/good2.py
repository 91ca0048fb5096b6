import asyncio
import logging
import signal

logger = logging.getLogger(__name__)


class Group:
    def __init__(self) -> None:
        self.stop = asyncio.Event()
        self.tasks: set[asyncio.Task] = set()

    def _log(self, task: asyncio.Task) -> None:
        if not task.cancelled() and task.exception() is not None:
            logger.error("task failed: %r", task.exception())

    def start(self, coro) -> None:
        task = asyncio.create_task(coro)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        task.add_done_callback(self._log)

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self.stop.set)
        loop.call_later(60, lambda: self.stop.set())
        await self.stop.wait()
