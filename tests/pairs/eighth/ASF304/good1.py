"""Crawl sensors, normalise their readings on a pool, publish the result."""
from __future__ import annotations

import asyncio
import collections
import logging
import statistics
from concurrent.futures import Future, ThreadPoolExecutor, as_completed

log = logging.getLogger("sensors")


async def read_sensor(ident: int) -> float:
    await asyncio.sleep(0.01)
    if ident % 7 == 0:
        raise OSError(f"sensor {ident} is down")
    return ident * 1.5


def normalise(values: list[float]) -> float:
    return statistics.fmean(values)


def report(fut: Future[float]) -> None:
    if exc := fut.exception():
        log.error("normalise failed: %r", exc)


class Heartbeat:
    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None

    @property
    def task(self) -> asyncio.Task[None] | None:
        return self._task

    def start(self) -> None:
        self._task = asyncio.create_task(self._beat())

    async def _beat(self) -> None:
        for _ in range(100):
            await asyncio.sleep(1)
            log.debug("beat")


class Publisher:
    def __init__(self) -> None:
        self._job: asyncio.Task[None] | None = None

    def _done(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and task.exception() is not None:
            log.error("publish failed: %r", task.exception())

    def publish(self, mean: float) -> None:
        self._job = asyncio.create_task(self._send(mean))
        self._job.add_done_callback(self._done)

    async def _send(self, mean: float) -> None:
        await asyncio.sleep(0.1)
        log.info("mean is %.2f", mean)


async def collect(idents: list[int]) -> list[float]:
    good: list[float] = []
    outcomes = await asyncio.gather(*map(read_sensor, idents), return_exceptions=True)
    for ident, outcome in zip(idents, outcomes):
        if isinstance(outcome, BaseException):
            log.warning("%d: %r", ident, outcome)
        else:
            good.append(outcome)
    return good


async def race(idents: list[int]) -> list[float]:
    tasks = [asyncio.create_task(read_sensor(i)) for i in idents]
    await asyncio.wait(tasks)
    return [t.result() for t in tasks if t.exception() is None]


async def abandon(tasks: list[asyncio.Task[float]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def batch(groups: list[list[float]]) -> float:
    with ThreadPoolExecutor(4) as pool:
        pool.submit(normalise, [0.0, 1.0]).add_done_callback(report)
        futures = {pool.submit(normalise, group) for group in groups}
        total = sum(fut.result() for fut in as_completed(futures))
        collections.deque(pool.map(normalise, groups), maxlen=0)
        return total


async def main() -> None:
    beat, publisher = Heartbeat(), Publisher()
    beat.start()
    publisher.publish(statistics.fmean(await collect(list(range(1, 20)))))
    log.info("fast ones: %s", await race([1, 2, 3]))
    await abandon([asyncio.create_task(read_sensor(i)) for i in (4, 5)])
    log.info("total %.1f", await asyncio.to_thread(batch, [[1.0, 2.0], [3.0]]))


if __name__ == "__main__":
    asyncio.run(main())
