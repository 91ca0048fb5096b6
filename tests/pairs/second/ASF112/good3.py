from concurrent.futures import Future, ThreadPoolExecutor
from typing import Callable

import requests


class Downloader:
    def __init__(self, notify_url: str, workers: int = 4) -> None:
        self._notify_url = notify_url
        self._pool = ThreadPoolExecutor(workers)

    def _report(self, fut: "Future[bytes]") -> None:
        failed = fut.exception() is not None
        requests.post(self._notify_url, json={"failed": failed}, timeout=5)

    def fetch(self, url: str, work: Callable[[str], bytes]) -> "Future[bytes]":
        fut = self._pool.submit(work, url)
        fut.add_done_callback(self._report)
        return fut

    def close(self) -> None:
        self._pool.shutdown()
