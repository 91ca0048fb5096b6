"""Callbacks that only set events, read finished results or start tasks."""
import asyncio
import logging
import signal
from functools import partial

log = logging.getLogger("runner")


class Runner:
    def __init__(self) -> None:
        self.stopping = asyncio.Event()
        self.children: set[asyncio.Task] = set()
        self.failed = 0

    def _done(self, name: str, task: asyncio.Task) -> None:
        self.children.discard(task)
        if not task.cancelled() and task.exception():
            self.failed += 1
            log.error("%s failed: %r", name, task.exception())
        elif not task.cancelled():
            log.info("%s -> %s", name, task.result())

    def spawn(self, name: str) -> None:
        task = asyncio.create_task(self.work(name), name=name)
        self.children.add(task)
        task.add_done_callback(partial(self._done, name))

    async def work(self, name: str) -> str:
        await asyncio.sleep(1)
        return name.upper()

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self.stopping.set)
        loop.call_later(5, self.spawn, "late")
        loop.call_soon(lambda: self.spawn("early"))
        await self.stopping.wait()


if __name__ == "__main__":
    asyncio.run(Runner().run())
