"""Queue worker that treats cancellation as one more error."""
import asyncio
import logging

log = logging.getLogger("worker")


class Worker:
    def __init__(self, queue: "asyncio.Queue[str]") -> None:
        self.queue = queue
        self.done = 0

    async def handle(self, item: str) -> None:
        await asyncio.sleep(0.1)
        log.info("handled %s", item)

    async def run(self) -> None:
        while True:
            item = await self.queue.get()
            try:
                await self.handle(item)
            except:  # expect: ASF401
                log.exception("failed: %s", item)

    async def run_once(self) -> bool:
        try:
            await self.handle(await self.queue.get())
        except asyncio.CancelledError:  # expect: ASF401
            log.warning("cancelled")
            return False
        return True

    async def run_many(self, count: int) -> None:
        for _ in range(count):
            try:
                await asyncio.wait_for(self.run_once(), 5)
            except (TimeoutError, BaseException) as exc:  # expect: ASF401
                log.error("giving up on one item: %r", exc)


async def main() -> None:
    worker = Worker(asyncio.Queue())
    async with asyncio.TaskGroup() as tg:
        tg.create_task(worker.run())
        tg.create_task(worker.run_many(3))
