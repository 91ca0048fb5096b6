import asyncio
import threading


class ProfilerHooks:
    """One profile at a time per process; held from on_start to on_end."""

    def __init__(self, profiler) -> None:
        self._profiler = profiler
        self._busy = threading.Lock()

    def on_start(self, name: str) -> bool:
        if not self._busy.acquire(blocking=False):
            return False
        self._profiler.enable(name)
        return True

    def on_end(self) -> None:
        self._profiler.disable()
        self._busy.release()


class Spawner:
    def __init__(self, limit: int) -> None:
        self._slots = asyncio.Semaphore(limit)
        self._tasks: set[asyncio.Task] = set()

    def _done(self, task: asyncio.Task) -> None:
        self._tasks.discard(task)
        self._slots.release()

    async def spawn(self, coro) -> None:
        await self._slots.acquire()
        task = asyncio.create_task(coro)
        self._tasks.add(task)
        task.add_done_callback(self._done)
