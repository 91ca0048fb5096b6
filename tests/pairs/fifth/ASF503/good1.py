"""Guarded, or never shared, or written by one thread only."""
import itertools
import threading
from concurrent.futures import ThreadPoolExecutor


class Crawler:
    def __init__(self, urls: list[str]) -> None:
        self.urls = urls
        self.pages = 0
        self._lock = threading.Lock()
        self._ids = itertools.count()
        self.titles: dict[str, str] = {}

    def fetch(self, url: str) -> int:
        size = 0
        for part in url.split("/"):
            size += len(part)
        with self._lock:
            self.pages += 1
        self.titles[url] = url.title()
        return size

    def run(self) -> int:
        with ThreadPoolExecutor(8) as pool:
            sizes = list(pool.map(self.fetch, self.urls))
        total = 0
        for size in sizes:
            total += size
        return total


class Ticker(threading.Thread):
    """The only writer of its own counter."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.ticks = 0
        self._stop = threading.Event()

    def run(self) -> None:
        while not self._stop.wait(0.1):
            self.ticks += 1

    def stop(self) -> None:
        self._stop.set()


class Sequential:
    def __init__(self) -> None:
        self.calls = 0

    def call(self) -> None:
        self.calls += 1
