"""Thumbnail daemon: decides under the lock, works outside of it."""
from __future__ import annotations

import asyncio
import logging
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable

log = logging.getLogger("thumbs")


class Job:
    def __init__(self, source: str, not_before: float) -> None:
        self.source = source
        self.not_before = not_before


class Worker(threading.Thread):
    def __init__(self, queue: "JobQueue") -> None:
        super().__init__(name="thumbs")
        self._queue = queue

    def run(self) -> None:
        while (job := self._queue.take()) is not None:
            delay = job.not_before - time.monotonic()
            if delay > 0:
                time.sleep(delay)
            code = subprocess.run(["convert", job.source, f"{job.source}.png"], check=False).returncode
            self._queue.finished(job, code)


class JobQueue:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._changed = threading.Condition(self._lock)
        self._jobs: deque[Job] = deque()
        self._closed = False
        self._codes: dict[str, int] = {}

    def put(self, job: Job) -> None:
        with self._changed:
            self._jobs.append(job)
            self._changed.notify()

    def take(self) -> Job | None:
        with self._changed:
            while not self._jobs and not self._closed:
                self._changed.wait()
            return self._jobs.popleft() if self._jobs else None

    def finished(self, job: Job, code: int) -> None:
        with self._lock:
            self._codes[job.source] = code
        log.info("%s: %d", job.source, code)

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def report(self) -> str:
        with self._lock:
            return ", ".join(sorted(self._codes))


class Daemon:
    def __init__(self, queue: JobQueue) -> None:
        self._queue = queue
        self._lock = threading.Lock()
        self._workers: list[Worker] = []

    def start(self, count: int) -> None:
        workers = [Worker(self._queue) for _ in range(count)]
        for worker in workers:
            worker.start()
        with self._lock:
            self._workers.extend(workers)

    def stop(self) -> None:
        self._queue.close()
        with self._lock:
            workers, self._workers = self._workers, []
        for worker in workers:
            worker.join()

    def later(self, delay: float) -> Callable[[], None]:
        with self._lock:

            def wait() -> None:
                time.sleep(delay)

            path = "/".join(["thumbs", str(len(self._workers))])
            log.debug("%s waits %.1fs", path, delay)
            return wait


class Front:
    def __init__(self, queue: JobQueue) -> None:
        self._queue = queue
        self._turn = asyncio.Lock()

    async def submit(self, source: str) -> None:
        async with self._turn:
            await asyncio.sleep(0.1)
            self._queue.put(Job(source, time.monotonic()))


def main() -> None:
    queue = JobQueue()
    daemon = Daemon(queue)
    daemon.start(2)
    try:
        asyncio.run(Front(queue).submit("cat.jpg"))
    finally:
        daemon.stop()
