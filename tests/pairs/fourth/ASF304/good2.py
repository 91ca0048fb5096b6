"""Background service with proper clean-up of its cancelled tasks."""
import asyncio


class Service:
    def __init__(self) -> None:
        self._poller: "asyncio.Task[None] | None" = None
        self._jobs: set[asyncio.Task[None]] = set()
        self.ticks = 0

    async def _poll(self) -> None:
        while True:
            await asyncio.sleep(1)
            self.ticks += 1

    async def _job(self, n: int) -> None:
        await asyncio.sleep(n)

    def start(self) -> None:
        self._poller = asyncio.create_task(self._poll())

    def submit(self, n: int) -> None:
        self._jobs.add(asyncio.create_task(self._job(n)))

    async def stop(self) -> None:
        if self._poller is not None:
            self._poller.cancel()
        for job in self._jobs:
            job.cancel()
        await asyncio.gather(*self._jobs, return_exceptions=True)


async def main() -> None:
    service = Service()
    service.start()
    service.submit(2)
    await asyncio.sleep(3)
    await service.stop()
    extra = [asyncio.create_task(asyncio.sleep(60)) for _ in range(3)]
    for task in extra:
        task.cancel()
    await asyncio.wait(extra)


if __name__ == "__main__":
    asyncio.run(main())
