import asyncio


class Debouncer:
    def __init__(self, delay: float, action) -> None:
        self.delay = delay
        self.action = action
        self._handle: asyncio.TimerHandle | None = None
        self._task: asyncio.Task | None = None

    async def _run(self) -> None:
        await self.action()

    def _fire(self) -> None:
        self._handle = None
        self._task = asyncio.create_task(self._run())

    async def trigger(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
        loop = asyncio.get_running_loop()
        self._handle = loop.call_later(self.delay, self._fire)

    async def close(self) -> None:
        if self._task is not None:
            await self._task
