"""Thumbnail pipeline of a photo archive."""
from __future__ import annotations

import asyncio
import logging
import queue
import threading
from pathlib import Path

log = logging.getLogger("archive.thumbs")


class ThumbnailPool:
    def __init__(self, workers: int = 4) -> None:
        self._paths: queue.Queue[Path | None] = queue.Queue(maxsize=100)
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(workers)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def add(self, path: Path) -> None:
        self._paths.put(path)

    def finish(self) -> None:
        self._paths.join()

    def _work(self) -> None:
        while True:
            path = self._paths.get()  # expect: ASF605
            if path is None:
                return
            if path.suffix == ".gif":
                log.debug("skipping animation %s", path)
                continue
            log.info("scaled %s", path)
            self._paths.task_done()


class Indexer:
    """Reads EXIF data; a broken file must not stop the worker."""

    def __init__(self, reader) -> None:
        self.todo: queue.LifoQueue[Path] = queue.LifoQueue()
        self.reader = reader

    def index(self, paths: list[Path]) -> None:
        thread = threading.Thread(target=self.loop, daemon=True)
        thread.start()
        for path in paths:
            self.todo.put(path)
        self.todo.join()

    def loop(self) -> None:
        fetch = self.todo.get
        while True:
            try:
                path = fetch()  # expect: ASF605
                self.reader.read(path)
                self.todo.task_done()
            except ValueError:
                log.exception("unreadable file")


async def upload_worker(jobs: asyncio.Queue, client) -> None:
    while True:
        match await jobs.get():  # expect: ASF605
            case ("put", name, data):
                await client.put(name, data)
                jobs.task_done()
            case ("delete", name):
                await client.delete(name)
                jobs.task_done()
            case other:
                log.warning("unknown job %r", other)


async def upload_all(client, jobs: list[tuple]) -> None:
    pending: asyncio.Queue = asyncio.Queue(maxsize=20)
    workers = [asyncio.create_task(upload_worker(pending, client)) for _ in range(3)]
    try:
        for job in jobs:
            await pending.put(job)
        await pending.join()
    finally:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
