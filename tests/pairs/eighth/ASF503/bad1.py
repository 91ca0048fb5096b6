"""Parallel link checker."""
from __future__ import annotations

import argparse
import asyncio
import logging
import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("links")

total_bytes = 0


class Checker:
    errors = 0

    def __init__(self, urls: list[str]) -> None:
        self.urls = urls
        self.checked = 0
        self.by_status: dict[int, int] = {}

    def check(self, url: str) -> None:
        try:
            with urllib.request.urlopen(url, timeout=10) as response:
                status = response.status
        except OSError as exc:
            log.info("%s: %s", url, exc)
            Checker.errors += 1  # expect: ASF503
            status = 0
        self.by_status[status] = self.by_status.get(status, 0) + 1  # expect: ASF503

    def check_all(self, width: int) -> dict[int, int]:
        with ThreadPoolExecutor(width) as pool:
            for _ in pool.map(self.check, self.urls):
                pass
        return dict(self.by_status)

    def _crawl(self, part: list[str]) -> None:
        for url in part:
            with urllib.request.urlopen(url) as response:
                self._note(len(response.read()))

    def _note(self, size: int) -> None:
        global total_bytes
        total_bytes += size  # expect: ASF503
        self.checked = self.checked + 1  # expect: ASF503

    def crawl(self, parts: list[list[str]]) -> int:
        threads = [threading.Thread(target=self._crawl, args=(part,)) for part in parts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self.checked


def count_words(texts: list[str]) -> int:
    words = 0

    def count(text: str) -> None:
        nonlocal words
        words += len(text.split())  # expect: ASF503

    with ThreadPoolExecutor() as pool:
        futures = [pool.submit(count, text) for text in texts]
        for future in futures:
            future.result()
    return words


class Hasher:
    def __init__(self) -> None:
        self.digest = 0

    def add(self, chunk: bytes) -> None:
        self.digest ^= hash(chunk)  # expect: ASF503

    async def add_all(self, chunks: list[bytes]) -> int:
        await asyncio.gather(*(asyncio.to_thread(self.add, chunk) for chunk in chunks))
        return self.digest


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("urls", nargs="+")
    args = parser.parse_args()
    checker = Checker(args.urls)
    print(checker.check_all(8))
    print(checker.crawl([args.urls[::2], args.urls[1::2]]), total_bytes)


if __name__ == "__main__":
    main()
