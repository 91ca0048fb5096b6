import asyncio
import logging
from contextlib import suppress

import anyio

log = logging.getLogger(__name__)


class Worker:
    def __init__(self) -> None:
        self.jobs: asyncio.Queue[str] = asyncio.Queue()
        self.task: asyncio.Task[None] | None = None
        self.helpers: list[asyncio.Task[None]] = []

    def start(self) -> None:
        self.task = asyncio.create_task(self.loop())
        self.helpers = [asyncio.create_task(self.loop()) for _ in range(3)]

    async def loop(self) -> None:
        while True:
            job = await self.jobs.get()
            try:
                await asyncio.sleep(len(job))
            except Exception:
                log.exception("job %s failed", job)
            except asyncio.CancelledError:
                log.info("job %s interrupted", job)
                raise

    async def stop(self) -> None:
        if self.task is not None:
            self.task.cancel()
            with suppress(asyncio.CancelledError):
                await self.task
        for helper in self.helpers:
            helper.cancel()
        for helper in self.helpers:
            try:
                await helper
            except asyncio.CancelledError:
                pass


async def guarded(job) -> None:
    try:
        await job()
    except BaseException as error:
        log.error("job failed: %r", error)
        raise


async def anyio_aware(job) -> None:
    try:
        await job()
    except anyio.get_cancelled_exc_class():
        log.info("cancelled")
        raise


async def main() -> None:
    worker = Worker()
    worker.start()
    try:
        await asyncio.sleep(3600)
    except asyncio.CancelledError:
        print("bye")


if __name__ == "__main__":
    asyncio.run(main())
