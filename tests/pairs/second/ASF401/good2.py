import asyncio
import contextlib


class Manager:
    def __init__(self, source) -> None:
        self._source = source
        self._task: asyncio.Task | None = None
        self._workers: list[asyncio.Task] = []

    async def _run(self) -> None:
        async for item in self._source:
            await item.process()

    async def start(self, workers: int) -> None:
        self._task = asyncio.create_task(self._run())
        self._workers.extend(asyncio.create_task(self._run()) for _ in range(workers))

    async def stop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        workers, self._workers = self._workers, []
        for worker in workers:
            worker.cancel()
        for worker in workers:
            try:
                await worker
            except asyncio.CancelledError:
                pass
