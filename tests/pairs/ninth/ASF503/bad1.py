"""Crawler with a thread pool and a progress report."""
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from collections import Counter

import requests

log = logging.getLogger("crawl")

bytes_seen = 0


def account(payload: bytes) -> None:
    global bytes_seen
    bytes_seen += len(payload)  # expect: ASF503


class Fetcher:
    def __init__(self, base: str) -> None:
        self.base = base
        self.lock = threading.Lock()
        self.by_status: dict[int, int] = {}
        self.errors: list[str] = []

    def __call__(self, path: str) -> bytes:
        reply = requests.get(self.base + path, timeout=10)
        code = reply.status_code
        counts = self.by_status
        counts[code] = counts.get(code, 0) + 1  # expect: ASF503
        account(reply.content)
        return reply.content

    def safe(self, path: str) -> bytes | None:
        try:
            return self(path)
        except requests.RequestException as exc:
            with self.lock:
                self.errors.append(f"{path}: {exc}")
            return None


class Progress:
    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.words: Counter[str] = Counter()

    def tick(self, future) -> None:
        body = future.result()
        if body:
            self.words["ok"] += 1  # expect: ASF503

    def step(self) -> None:
        self.done = self.done + 1  # expect: ASF503
        log.info("%d/%d", self.done, self.total)


def crawl(base: str, paths: list[str]) -> Progress:
    fetcher = Fetcher(base)
    progress = Progress(len(paths))

    def job(path: str) -> bytes | None:
        try:
            return fetcher.safe(path)
        finally:
            progress.step()

    with ThreadPoolExecutor(max_workers=8, thread_name_prefix="crawl") as pool:
        for path in paths:
            pool.submit(job, path).add_done_callback(progress.tick)
    log.info("statuses %r, %d errors", fetcher.by_status, len(fetcher.errors))
    return progress


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    crawl("https://example.test", ["/a", "/b", "/c"])
