"""A session per thread, or per call, and what may be shared."""
import itertools
import threading
from concurrent.futures import ThreadPoolExecutor

import requests

local = threading.local()


def session() -> requests.Session:
    if not hasattr(local, "session"):
        local.session = requests.Session()
    return local.session


class Downloader:
    def __init__(self, urls: list[str]) -> None:
        self.urls = urls
        self.ids = itertools.count()
        self.lock = threading.Lock()
        self.shared = requests.Session()

    def fetch(self, url: str) -> bytes:
        next(self.ids)
        return session().get(url, timeout=5).content

    def careful(self, url: str) -> bytes:
        with self.lock:
            return self.shared.get(url, timeout=5).content

    def run(self) -> list[bytes]:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(self.careful, self.urls))
            return list(pool.map(self.fetch, self.urls))
