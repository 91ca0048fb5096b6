"""Directory synchroniser with progress output."""
import logging
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("sync")

EXTENSIONS = {".txt", ".md"}


class Syncer:
    def __init__(self, copy, workers: int = 4) -> None:
        self.copy = copy
        self.workers = workers
        self.lock = threading.Lock()
        self.active: dict[str, float] = {}
        self.copied: list[str] = []
        self.rules: tuple[str, ...] = ("*.tmp",)
        self.done: queue.Queue = queue.Queue()
        self.finished = threading.Event()

    def sync(self, name: str) -> None:
        with self.lock:
            self.active[name] = time.monotonic()
        try:
            for rule in self.rules:
                log.debug("%s checked against %s", name, rule)
            if any(name.endswith(ext) for ext in EXTENSIONS):
                self.copy(name)
            self.copied.append(name)
            self.done.put(name)
        finally:
            with self.lock:
                del self.active[name]

    def view(self) -> None:
        while not self.finished.wait(0.5):
            with self.lock:
                lines = [f"{n} since {t:.1f}" for n, t in self.active.items()]
            for line in lines:
                log.info(line)
            for name in self.snapshot():
                log.debug("%s is active", name)

    def snapshot(self) -> list[str]:
        with self.lock:
            return list(self.active)

    def run(self, names: list[str]) -> int:
        viewer = threading.Thread(target=self.view)
        viewer.start()
        try:
            with ThreadPoolExecutor(self.workers) as pool:
                jobs = [pool.submit(self.sync, name) for name in names]
            for job in jobs:
                job.result()
        finally:
            self.finished.set()
            viewer.join()
        for name in self.copied:
            log.info("copied %s", name)
        return len(self.copied)


class Index:
    def __init__(self, names: list[str]) -> None:
        self.names = {name: len(name) for name in names}
        self._thread = threading.Thread(target=self._report, daemon=True)
        self._thread.start()

    def _report(self) -> None:
        for name, size in self.names.items():
            log.info("%s %d", name, size)
