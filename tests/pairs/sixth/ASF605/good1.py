import asyncio
import queue
import threading
from contextlib import contextmanager

SUFFIXES = {".png", ".jpg"}


class Thumbnailer:
    def __init__(self, scale, workers=4):
        self._scale = scale
        self._todo = queue.Queue()
        self._threads = [
            threading.Thread(target=self._work, daemon=True) for _ in range(workers)
        ]

    def start(self):
        for thread in self._threads:
            thread.start()

    @contextmanager
    def _next(self):
        item = self._todo.get()
        try:
            yield item
        finally:
            self._todo.task_done()

    def _work(self):
        while True:
            with self._next() as path:
                if path.suffix not in SUFFIXES:
                    continue
                self._scale(path)

    def run(self, paths):
        for path in paths:
            self._todo.put(path)
        self._todo.join()


class Log:
    """Nobody joins this queue."""

    def __init__(self):
        self._lines = queue.Queue()

    def tail(self, show):
        while True:
            line = self._lines.get()
            if line is None:
                return
            show(line)


async def consume(box: asyncio.Queue, handle):
    while True:
        item = await box.get()
        try:
            if item.get("skip"):
                continue
            await handle(item)
        except ValueError:
            pass
        finally:
            box.task_done()
