"""Print server with worker threads and tasks that start at the right moment."""
from __future__ import annotations

import asyncio
import logging
import queue
import threading
from concurrent.futures import Future, ThreadPoolExecutor

log = logging.getLogger("print")


class Spooler:
    def __init__(self, printer: str) -> None:
        self.printer = printer
        self.jobs: queue.Queue[bytes | None] = queue.Queue()
        self.printed: list[int] = []
        self._thread = threading.Thread(target=self._work, name=printer, daemon=True)
        self._thread.start()

    def _work(self) -> None:
        while (job := self.jobs.get()) is not None:
            self.printed.append(len(job))

    def put(self, job: bytes) -> None:
        self.jobs.put(job)

    def close(self) -> None:
        self.jobs.put(None)
        self._thread.join()


class Reporter:
    def __init__(self, period: float) -> None:
        self.period = period
        self.lines: list[str] = []
        self.task = asyncio.create_task(self._report())

    async def _report(self) -> None:
        for number in range(3):
            await asyncio.sleep(self.period)
            self.lines.append(f"report {number}")


class Lazy:
    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._tick, daemon=True)
        self.pool = ThreadPoolExecutor(1)
        self.ticks = threading.Event()

    def _tick(self) -> None:
        self.ticks.set()

    def start(self) -> None:
        self._thread.start()
        self._task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        await asyncio.sleep(0.1)

    def later(self) -> Future[int]:
        return self.pool.submit(len, "page")

    async def close(self) -> None:
        if self._task is not None:
            await self._task
        self.pool.shutdown(wait=False)


class Factory:
    def __init__(self, name: str) -> None:
        self.name = name

        def on_timer() -> None:
            log.info("timer of %s", name)

        self.timer = threading.Timer(5.0, on_timer)
        self.timer.daemon = True

    @classmethod
    async def create(cls, name: str) -> Factory:
        self = cls(name)
        self.timer.start()
        await asyncio.sleep(0)
        return self


def start_watchdog() -> threading.Thread:
    thread = threading.Thread(target=log.info, args=("watchdog",), daemon=True)
    thread.start()
    return thread


async def main() -> None:
    spooler, reporter, lazy = Spooler("laser"), Reporter(0.01), Lazy()
    lazy.start()
    factory = await Factory.create("ink")
    spooler.put(b"page 1")
    await reporter.task
    await lazy.close()
    log.info("%s %d", factory.name, await asyncio.wrap_future(Lazy().later()))
    factory.timer.cancel()
    await asyncio.to_thread(spooler.close)


if __name__ == "__main__":
    watchdog = start_watchdog()
    asyncio.run(main())
    watchdog.join()
