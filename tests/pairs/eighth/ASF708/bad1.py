"""Process supervisor for a job runner."""
from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import subprocess
import threading
from concurrent.futures import ProcessPoolExecutor

log = logging.getLogger("supervisor")


class Heartbeat(threading.Thread):
    def __init__(self, period: float) -> None:
        super().__init__(name="heartbeat", daemon=True)
        self._period = period
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.wait(self._period):
            log.debug("alive")

    def stop(self) -> None:
        self._stopped.set()


def daemonise(period: float) -> int:
    heartbeat = Heartbeat(period)
    heartbeat.start()
    pid = os.fork()  # expect: ASF708
    if pid == 0:
        heartbeat.stop()
        os._exit(0)
    return pid


def work(number: int) -> int:
    log.info("job %d", number)
    return number * number


def run_jobs(numbers: list[int]) -> list[int]:
    beat = Heartbeat(5.0)
    beat.start()
    try:
        children = [multiprocessing.Process(target=work, args=(n,)) for n in numbers]
        for child in children:
            child.start()  # expect: ASF708
        for child in children:
            child.join()
        return [child.exitcode or 0 for child in children]
    finally:
        beat.stop()


class Runner:
    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(max_workers=2)

    async def square(self, number: int) -> int:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, work, number)  # expect: ASF708

    def close(self) -> None:
        self._pool.shutdown()


def _lower_priority() -> None:
    os.nice(10)


def spawn_nice(argv: list[str]) -> int:
    watcher = threading.Thread(target=log.info, args=("starting %s", argv))
    watcher.start()
    process = subprocess.Popen(argv, preexec_fn=_lower_priority)  # expect: ASF708
    watcher.join()
    return process.wait()


def isolated(number: int) -> None:
    context = multiprocessing.get_context("spawn")
    child = context.Process(target=work, args=(number,))
    child.start()
    child.join()
