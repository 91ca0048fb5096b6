"""Checksum workers for a backup tool."""
import hashlib
import itertools
import logging
import queue
import threading

log = logging.getLogger("backup")


class Verifier:
    def __init__(self, workers: int = 4) -> None:
        self._jobs: queue.Queue = queue.Queue(maxsize=64)
        self._lock = threading.Lock()
        self._workers = workers
        self._local = threading.local()
        self._ids = itertools.count()
        self._threads: list[threading.Thread] = []
        self.verified = 0
        self.per_thread: list[int] = [0] * workers
        self.bytes_written = 0

    def start(self) -> None:
        for index in range(self._workers):
            thread = threading.Thread(target=self._work, args=(index,), daemon=True)
            self._threads.append(thread)
            thread.start()
        writer = threading.Thread(target=self._report, daemon=True)
        writer.start()

    def _report(self) -> None:
        with open("/var/log/verify.log", "ab") as stream:
            for thread in self._threads:
                line = f"{thread.name} started\n".encode()
                self.bytes_written += stream.write(line)

    def _bump(self) -> None:
        with self._lock:
            self.verified += 1

    def _work(self, index: int) -> None:
        mine = 0
        self._local.hits = 0
        while True:
            item = self._jobs.get()
            if item is None:
                break
            number = next(self._ids)
            digest = hashlib.sha256(item.read_bytes())
            self._local.hits += 1
            mine += 1
            log.debug("#%d %s %s", number, item, digest.hexdigest())
            self._bump()
        self.per_thread[index] = mine

    def submit(self, path) -> None:
        self._jobs.put(path)

    def finish(self) -> int:
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()
        return sum(self.per_thread)
