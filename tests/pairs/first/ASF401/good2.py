import asyncio
import contextlib


class Service:
    def __init__(self, work) -> None:
        self._work = work
        self._task: asyncio.Task | None = None
        self._beat: asyncio.Task | None = None

    async def start(self) -> None:
        self._task = asyncio.create_task(self._work())
        self._beat = asyncio.create_task(asyncio.sleep(3600))

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            try:
                await self._task
            except asyncio.CancelledError:
                pass
        if self._beat is not None:
            self._beat.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._beat
