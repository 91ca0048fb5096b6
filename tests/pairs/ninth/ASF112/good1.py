"""Battery monitor: reads a GPIO chip and reports over MQTT."""
from __future__ import annotations

import asyncio
import collections
import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

log = logging.getLogger("battery")


class Report:
    def __init__(self) -> None:
        self.values: collections.deque[float] = collections.deque(maxlen=100)
        self.last = 0.0

    def add(self, value: float) -> None:
        self.values.append(value)
        self.last = time.time()


def save(report: Report) -> None:
    time.sleep(0.01)
    log.info("saved %d values", len(report.values))


class Monitor:
    def __init__(self, fd: int, report: Report) -> None:
        self.fd = fd
        self.report = report
        self._stop = asyncio.Event()
        self._jobs: set[asyncio.Task[Any]] = set()
        self._saving: set[asyncio.Future[None]] = set()

    def _edge(self) -> None:
        data = os.read(self.fd, 16)
        if data:
            self.report.add(float(data[0]))

    def _spawn(self, work: Callable[[], Any]) -> None:
        task = asyncio.get_running_loop().create_task(work())
        self._jobs.add(task)
        task.add_done_callback(self._jobs.discard)

    def _save_soon(self) -> None:
        future = asyncio.get_running_loop().run_in_executor(None, save, self.report)
        self._saving.add(future)
        future.add_done_callback(self._saved)

    def _saved(self, future: asyncio.Future[None]) -> None:
        self._saving.discard(future)
        if not future.cancelled() and future.exception():
            log.error("not saved: %s", future.exception())

    def _finished(self, task: asyncio.Task[int]) -> None:
        if not task.cancelled():
            log.info("read %d values", task.result())

    async def sample(self) -> int:
        await asyncio.sleep(1)
        return len(self.report.values)

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        os.set_blocking(self.fd, False)
        loop.add_reader(self.fd, self._edge)
        loop.add_signal_handler(signal.SIGTERM, self._stop.set)
        loop.add_signal_handler(signal.SIGHUP, lambda: self._spawn(self.sample))
        loop.call_later(60, self._save_soon)
        sampling = asyncio.create_task(self.sample())
        sampling.add_done_callback(self._finished)
        await self._stop.wait()
        loop.remove_reader(self.fd)
        await sampling


class Ticker(threading.Thread):
    """Not on the loop: its callbacks may take their time."""

    def __init__(self, callbacks: list[Callable[[], None]]) -> None:
        super().__init__(daemon=True)
        self._callbacks = callbacks

    def call_later(self, delay: float, callback: Callable[[], None]) -> None:
        self._callbacks.append(callback)
        log.debug("in %.1fs: %r", delay, callback)

    def run(self) -> None:
        for callback in tuple(self._callbacks):
            callback()


def main(fd: int) -> None:
    report = Report()
    ticker = Ticker([])
    ticker.call_later(5, lambda: save(report))
    ticker.start()
    asyncio.run(Monitor(fd, report).run())
    ticker.join()
