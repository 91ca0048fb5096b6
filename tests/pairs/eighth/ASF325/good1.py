"""Serial port gateway, up to date with current asyncio."""
from __future__ import annotations

import asyncio
import logging
import signal
import threading
from typing import Any, Coroutine

import aiohttp

log = logging.getLogger("serial")


class Registry:
    """Has a get_event_loop of its own."""

    def __init__(self) -> None:
        self._loops: dict[str, asyncio.AbstractEventLoop] = {}

    def get_event_loop(self, name: str) -> asyncio.AbstractEventLoop:
        return self._loops[name]

    def add(self, name: str, loop: asyncio.AbstractEventLoop) -> None:
        self._loops[name] = loop


class Worker:
    def __init__(self, name: str, *, loop: asyncio.AbstractEventLoop) -> None:
        self.name = name
        self.loop = loop
        self.answer: asyncio.Future[int] = asyncio.Future(loop=loop)

    async def ask(self, value: int) -> int:
        await asyncio.sleep(0.01)
        return value * 2

    def sleep(self, seconds: float, *, loop: asyncio.AbstractEventLoop) -> asyncio.TimerHandle:
        return loop.call_later(seconds, log.debug, "%s slept", self.name)


def ask_from_thread(worker: Worker, value: int) -> int:
    future = asyncio.run_coroutine_threadsafe(worker.ask(value), loop=worker.loop)
    return future.result(timeout=5)


class Gateway:
    def __init__(self) -> None:
        self.registry = Registry()
        self.stopped = asyncio.Event()
        self._jobs: set[asyncio.Task[Any]] = set()

    def _spawn(self, coro: Coroutine[Any, Any, Any], loop: asyncio.AbstractEventLoop) -> None:
        job = asyncio.ensure_future(coro, loop=loop)
        self._jobs.add(job)
        job.add_done_callback(self._reap)

    def _reap(self, job: asyncio.Task[Any]) -> None:
        self._jobs.discard(job)
        if not job.cancelled() and job.exception():
            log.error("job failed: %r", job.exception())

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        self.registry.add("main", loop)
        loop.add_signal_handler(signal.SIGTERM, self.stopped.set)
        worker = Worker("tty0", loop=self.registry.get_event_loop("main"))
        worker.sleep(0.1, loop=loop)
        self._spawn(worker.ask(1), loop)
        log.info("%d", await asyncio.to_thread(ask_from_thread, worker, 21))
        log.info("%d tasks, current %r", len(asyncio.all_tasks(loop=loop)), asyncio.current_task())
        async with aiohttp.ClientSession(loop=loop) as session:
            async with session.get("https://example.org") as response:
                worker.answer.set_result(response.status)
        log.info("%d", await worker.answer)
        loop.call_soon(self.stopped.set)
        await self.stopped.wait()


def private_loop() -> int:
    loop = asyncio.new_event_loop()
    try:
        asyncio.set_event_loop(loop)
        return loop.run_until_complete(asyncio.sleep(0.01, 7))
    finally:
        asyncio.set_event_loop(None)
        loop.close()


async def serve() -> None:
    await Gateway().run()


def main() -> None:
    thread = threading.Thread(target=private_loop)
    thread.start()
    thread.join()
    asyncio.run(serve())


if __name__ == "__main__":
    main()
