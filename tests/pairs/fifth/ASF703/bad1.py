"""One session, one generator, many threads."""
import threading
from concurrent.futures import ThreadPoolExecutor

import requests


def numbers():
    n = 0
    while True:
        n += 1
        yield n


class Downloader:
    def __init__(self, urls: list[str]) -> None:
        self.session = requests.Session()
        self.urls = urls

    def fetch(self, url: str) -> bytes:
        return self.session.get(url, timeout=5).content  # expect: ASF703

    def run(self) -> list[bytes]:
        with ThreadPoolExecutor(4) as pool:
            return list(pool.map(self.fetch, self.urls))


def take(ids) -> None:
    print(next(ids))


def main() -> None:
    ids = numbers()
    threads = [threading.Thread(target=take, args=(ids,)) for _ in range(3)]  # expect: ASF703
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
