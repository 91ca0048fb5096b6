"""Market data client that awaits its background tasks when it is closed."""
import asyncio
import contextlib


class MarketClient:
    def __init__(self) -> None:
        self._reader: asyncio.Task | None = None
        self._beat_task: asyncio.Task | None = None
        self._jobs: set[asyncio.Task] = set()
        self._main: asyncio.Task | None = None

    async def __aenter__(self) -> "MarketClient":
        self._reader = asyncio.create_task(self._read())
        self._beat_task = asyncio.create_task(self._beat())
        return self

    async def __aexit__(self, *error) -> None:
        for task in (self._reader, self._beat_task):
            if task is not None:
                task.cancel()
        await asyncio.gather(self._reader, self._beat_task, return_exceptions=True)

    def later(self, delay: float) -> None:
        job = asyncio.create_task(asyncio.sleep(delay))
        self._jobs.add(job)
        job.add_done_callback(self._jobs.discard)

    @property
    def main_task(self) -> asyncio.Task | None:
        return self._main

    def start(self) -> None:
        self._main = asyncio.create_task(self._read())

    async def _read(self) -> None:
        await asyncio.sleep(1)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(5)
            print("beat")


async def main() -> None:
    async with MarketClient() as client:
        client.later(0.1)
        client.start()
        with contextlib.suppress(ValueError):
            if client.main_task is not None:
                await client.main_task


if __name__ == "__main__":
    asyncio.run(main())
