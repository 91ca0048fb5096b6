"""Mail merge: renders letters on threads and posts them with asyncio."""
from __future__ import annotations

import asyncio
import logging
import queue
import threading
from contextlib import contextmanager

log = logging.getLogger("mailmerge")


class Renderer:
    def __init__(self, template: str) -> None:
        self._rows: queue.Queue[dict | None] = queue.Queue(maxsize=50)
        self._template = template

    def run(self, rows: list[dict]) -> None:
        worker = threading.Thread(target=self._work)
        worker.start()
        for row in rows:
            self._rows.put(row)
        self._rows.put(None)
        self._rows.join()
        worker.join()

    def _work(self) -> None:
        while True:
            row = self._rows.get()
            try:
                if row is None:
                    return
                if not row.get("name"):
                    continue
                log.info(self._template.format(**row))
            except KeyError:
                log.exception("bad row %r", row)
            finally:
                self._rows.task_done()


class Labels:
    """Every item is acknowledged by a context manager."""

    def __init__(self) -> None:
        self.todo: queue.Queue[str] = queue.Queue()

    @contextmanager
    def item(self):
        value = self.todo.get()
        try:
            yield value
        finally:
            self.todo.task_done()

    def work(self) -> None:
        while True:
            with self.item() as label:
                if not label:
                    continue
                log.info("label %s", label)

    def flush(self) -> None:
        self.todo.join()


class Journal:
    """Nobody joins this queue, the thread is joined instead."""

    def __init__(self) -> None:
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._lines.put(None)
        self._thread.join()

    def _write(self) -> None:
        while (line := self._lines.get()) is not None:
            if line.startswith("#"):
                continue
            log.info(line)


async def poster(letters: asyncio.Queue, post) -> None:
    while True:
        letter = await letters.get()
        if letter.blank:
            letters.task_done()
            continue
        try:
            await post(letter)
        except OSError:
            log.exception("not sent")
        finally:
            letters.task_done()


async def post_all(items, post) -> None:
    letters: asyncio.Queue = asyncio.Queue(maxsize=10)
    task = asyncio.create_task(poster(letters, post))
    for item in items:
        await letters.put(item)
    await letters.join()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    log.info(", ".join(str(item) for item in items))
