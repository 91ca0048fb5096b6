"""Stopping own tasks: cancel, then await with CancelledError caught."""
import asyncio
from contextlib import suppress


class Service:
    def __init__(self) -> None:
        self._task: "asyncio.Task[None] | None" = None
        self._workers: list[asyncio.Task[None]] = []

    async def _loop(self) -> None:
        try:
            while True:
                await asyncio.sleep(1)
        except asyncio.CancelledError:
            print("loop cancelled")
            raise

    def start(self) -> None:
        self._task = asyncio.create_task(self._loop())
        self._workers = [asyncio.create_task(self._loop()) for _ in range(3)]

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            try:
                await self._task
            except asyncio.CancelledError:
                pass
        for worker in self._workers:
            worker.cancel()
            with suppress(asyncio.CancelledError):
                await worker


async def probe() -> str:
    task = asyncio.create_task(asyncio.sleep(60))
    await asyncio.sleep(0)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    return "probed"


async def main() -> None:
    service = Service()
    service.start()
    print(await probe())
    await service.stop()


if __name__ == "__main__":
    asyncio.run(main())
