import asyncio
import threading
from typing import Any, Awaitable, Callable

import trio


class AsyncScheduler:
    def __init__(self) -> None:
        self._tasks: set[asyncio.Task] = set()

    def submit(self, fn: Callable[..., Awaitable[Any]], *args: Any) -> None:
        task = asyncio.ensure_future(fn(*args))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def call_later(self, delay: float, fn: Callable[[], Awaitable[Any]]) -> None:
        async def later() -> None:
            await asyncio.sleep(delay)
            await fn()

        self.submit(later)


class AsyncWorker:
    def __init__(self, source) -> None:
        self._source = source

    async def run(self) -> None:
        async for _ in self._source:
            pass


class ThreadWorker:
    def __init__(self, items: list[int]) -> None:
        self._items = tuple(items)

    def run(self) -> None:
        for item in self._items:
            print(item)


class Host:
    def __init__(self, worker: ThreadWorker, aworker: AsyncWorker, scheduler: AsyncScheduler) -> None:
        self._worker = worker
        self._aworker = aworker
        self._scheduler = scheduler

    def start(self) -> threading.Thread:
        self._scheduler.submit(self._aworker.run)
        self._scheduler.call_later(5, self._aworker.run)
        thread = threading.Thread(target=self._worker.run, daemon=True)
        thread.start()
        return thread

    async def under_trio(self) -> None:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(self._aworker.run)
            nursery.start_soon(trio.sleep, 1)
