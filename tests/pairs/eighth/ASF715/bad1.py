"""Search index: documents are added by a pool of threads."""
from __future__ import annotations

import itertools
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

log = logging.getLogger("index")
_ids = itertools.count(1)
_postings: dict[str, list[int]] = {}


class Document:
    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property  # expect: ASF715
    def tokens(self) -> list[str]:
        return self.text.lower().split()


def length(document: Document) -> int:
    return len(document.tokens)


def lengths(document: Document, times: int) -> list[int]:
    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(length, document) for _ in range(times)]
        return [job.result() for job in jobs]


def add(text: str) -> int:
    number = next(_ids)  # expect: ASF715
    for token in text.split():
        _postings.setdefault(token, []).append(number)  # expect: ASF715
    return number


def add_all(texts: list[str]) -> list[int]:
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(add, texts))


class Feeder:
    def __init__(self, texts: list[str]) -> None:
        self._source = iter(texts)

    def _work(self) -> None:
        for text in self._source:  # expect: ASF715
            log.info("indexed %d", add(text))

    def run(self, parallel: int) -> None:
        threads = [threading.Thread(target=self._work) for _ in range(parallel)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def search(token: str) -> list[int]:
    return list(_postings.get(token, ()))
