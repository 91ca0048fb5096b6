"""Parallel word statistics over many text files."""
from __future__ import annotations

import collections
import itertools
import logging
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

log = logging.getLogger(__name__)


class Stats:
    def __init__(self, paths: list[Path]) -> None:
        self.paths = paths
        self._lock = threading.Lock()
        self._serial = itertools.count(1)
        self._local = threading.local()
        self._done: collections.deque[str] = collections.deque()
        self.words = 0
        self.lines = 0
        self.progress = 0
        self.current = ""

    def scan(self, path: Path) -> int:
        text = path.read_text()
        number = next(self._serial)
        with self._lock:
            self.words += len(text.split())
            self._bump(text.count("\n"))
        self._local.files = getattr(self._local, "files", 0) + 1
        self._done.append(path.name)
        self.current = path.name
        return number

    def _bump(self, lines: int) -> None:
        self.lines += lines

    def run(self) -> int:
        reporter = threading.Thread(target=self._report, daemon=True)
        reporter.start()
        with ThreadPoolExecutor(8) as pool:
            numbers = list(pool.map(self.scan, self.paths))
        return max(numbers, default=0)

    def _report(self) -> None:
        for _ in range(10):
            self.progress += 10
            log.info("%d %%: %s", self.progress, self.current)
            time.sleep(0.5)


def longest(path: Path) -> int:
    best = 0
    for line in path.read_text().splitlines():
        best = max(best, len(line))
    return best


def total(paths: list[Path]) -> int:
    answer = 0
    with ThreadPoolExecutor() as pool:
        for length in pool.map(longest, paths):
            answer += length
    return answer


def histogram(paths: list[Path]) -> collections.Counter[int]:
    results: queue.Queue[collections.Counter[int]] = queue.Queue()

    def work(part: list[Path]) -> None:
        counter: collections.Counter[int] = collections.Counter()
        for path in part:
            counter[len(path.read_text())] += 1
        results.put(counter)

    threads = [threading.Thread(target=work, args=(paths[n::4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    merged: collections.Counter[int] = collections.Counter()
    for _ in threads:
        merged += results.get()
    return merged


if __name__ == "__main__":
    files = sorted(Path("corpus").glob("*.txt"))
    print(Stats(files).run(), total(files), histogram(files).most_common(3))
