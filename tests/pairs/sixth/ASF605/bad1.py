"""Thumbnails are made by a few threads; the caller waits for the whole batch."""
import queue
import threading
from pathlib import Path

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

    def _work(self):
        while True:
            path = self._todo.get()  # expect: ASF605
            if path.suffix not in SUFFIXES:
                continue
            try:
                self._scale(path)
            finally:
                self._todo.task_done()

    def run(self, folder: Path):
        for path in sorted(folder.iterdir()):
            self._todo.put(path)
        self._todo.join()
