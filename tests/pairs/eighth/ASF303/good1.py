"""Photo import pipeline with several ways of starting work."""
from __future__ import annotations

import asyncio
import logging
from typing import Any, Coroutine

import anyio
import trio

log = logging.getLogger(__name__)


class Scheduler:
    """Keeps every task it starts until that task is done."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def create_task(self, coro: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.get_running_loop().create_task(coro)
        self._running.add(task)
        task.add_done_callback(self._reap)
        return task

    def _reap(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (exc := task.exception()):
            log.error("job failed: %r", exc)

    async def join(self) -> None:
        while self._running:
            await asyncio.wait(list(self._running))


class Importer:
    def __init__(self, scheduler: Scheduler) -> None:
        self.scheduler = scheduler
        self._watch: asyncio.Task[None] | None = None
        self.seen = 0

    async def _watch_folder(self) -> None:
        for tick in range(1000):
            await asyncio.sleep(1)
            log.debug("tick %d, %d seen", tick, self.seen)

    async def thumbnail(self, name: str, width: int = 128) -> str:
        await asyncio.sleep(0.01)
        return f"{name}@{width}"

    def start(self) -> None:
        self._watch = asyncio.create_task(self._watch_folder())

    async def stop(self) -> None:
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.cancel()
            await asyncio.wait({watch})

    async def take(self, names: list[str]) -> list[str]:
        self.seen += len(names)
        for name in names:
            self.scheduler.create_task(self.thumbnail(name))
        async with asyncio.TaskGroup() as group:
            group.create_task(self.thumbnail("cover", 512))
            if names:
                group.create_task(self.thumbnail(names[0], 1024))
        first = asyncio.create_task(self.thumbnail("index"))
        await self.scheduler.join()
        jobs = [asyncio.ensure_future(self.thumbnail(name, 64)) for name in names]
        return [await first, *await asyncio.gather(*jobs)]


async def upload(name: str) -> None:
    await anyio.sleep(0.01)
    log.info("uploaded %s", name)


async def upload_all(names: list[str]) -> None:
    async with anyio.create_task_group() as tg:
        for name in names:
            tg.start_soon(upload, name)


async def blink() -> None:
    await trio.sleep(0.5)


async def indicator() -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(blink)
        nursery.start_soon(blink)


async def main() -> None:
    importer = Importer(Scheduler())
    importer.start()
    try:
        await upload_all(await importer.take(["a.jpg", "b.jpg"]))
    finally:
        await importer.stop()


if __name__ == "__main__":
    asyncio.run(main())
    trio.run(indicator)
