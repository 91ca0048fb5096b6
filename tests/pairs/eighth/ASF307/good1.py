"""Radio scanner: async station probes driven from several directions."""
from __future__ import annotations

import asyncio
import atexit
import functools
import logging
import threading
from typing import Any, Awaitable, Callable, Coroutine

import anyio.from_thread
import anyio.to_thread
from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger("radio")


class JobRunner:
    """submit() takes coroutine functions and runs them on the loop."""

    def __init__(self) -> None:
        self.results: list[float] = []

    async def submit(self, fn: Callable[..., Awaitable[float]], *args: Any) -> float:
        value = await fn(*args)
        self.results.append(value)
        return value


async def strength(mhz: float) -> float:
    await asyncio.sleep(0.01)
    return 100 - mhz % 10


def blocking(fn: Callable[..., Coroutine[Any, Any, float]]) -> Callable[..., float]:
    @functools.wraps(fn)
    def call(*args: Any) -> float:
        return asyncio.run(fn(*args))

    return call


@blocking
async def calibrate(mhz: float) -> float:
    return await strength(mhz) / 2


def scan_from_thread(mhz: float) -> float:
    return anyio.from_thread.run(strength, mhz)


class Scanner:
    def __init__(self, stations: list[float]) -> None:
        self.stations = stations
        self.stopped = asyncio.Event()
        self._tasks: set[asyncio.Task[float]] = set()

    def _kick(self, mhz: float) -> None:
        task = asyncio.create_task(strength(mhz))
        self._tasks.add(task)
        task.add_done_callback(self._collect)

    def _collect(self, task: asyncio.Task[float]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is None:
            log.info("strength %.1f", task.result())

    async def best(self) -> float:
        levels = await asyncio.gather(*map(strength, self.stations))
        quick = [await job for job in map(strength, self.stations[:2])]
        log.debug("quick look %s", quick)
        ranked = sorted(zip(levels, self.stations), key=lambda pair: pair[0])
        return ranked[-1][1]

    async def tune(self) -> float:
        loop = asyncio.get_running_loop()
        for mhz in self.stations:
            loop.call_soon(self._kick, mhz)
        loop.call_later(0.2, self.stopped.set)
        await self.stopped.wait()
        return await anyio.to_thread.run_sync(scan_from_thread, self.stations[0])


def main() -> None:
    atexit.register(logging.shutdown)
    worker = threading.Thread(target=asyncio.run, args=(strength(88.1),))
    tuner = threading.Thread(target=calibrate, args=(97.3,))
    worker.start()
    tuner.start()
    worker.join()
    tuner.join()

    async def session() -> None:
        scheduler = AsyncIOScheduler()
        scheduler.add_job(strength, "interval", seconds=5, args=[101.5])
        scheduler.start()
        scanner, runner = Scanner([88.1, 97.3, 101.5]), JobRunner()
        log.info("best %.1f", await scanner.best())
        log.info("tuned %.1f", await runner.submit(strength, await scanner.tune()))
        scheduler.shutdown()

    asyncio.run(session())


if __name__ == "__main__":
    main()
