import asyncio
import threading


class Watcher:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._alock = asyncio.Lock()
        self.hooks: list = []
        self.events = 0
        self.task: asyncio.Task | None = None

    def record(self) -> None:
        with self._lock:
            self.events += 1

    def arm(self) -> threading.Timer:
        with self._lock:
            self.hooks.append(lambda: self.record())
            timer = threading.Timer(1.0, self.record)
            timer.start()
        return timer

    async def _reset(self) -> None:
        async with self._alock:
            self.hooks.clear()

    async def close(self) -> None:
        async with self._alock:
            self.task = asyncio.create_task(self._reset())
        await self.task
