"""Scanner queue of a document archive."""
from __future__ import annotations

import contextlib
import logging
import multiprocessing
import threading
from dataclasses import dataclass, field
from typing import Iterator

logger = logging.getLogger("scanner")


@dataclass
class Page:
    number: int
    pixels: bytes = b""


@dataclass
class Document:
    title: str
    pages: list[Page] = field(default_factory=list)

    def add(self, page: Page) -> "Document":
        self.pages.append(page)
        return self


class Scanner:
    def __init__(self, timeout: float = 5.0) -> None:
        self._lock = threading.Lock()
        self._feeder = threading.BoundedSemaphore(2)
        self._timeout = timeout
        self.scanned = 0

    def scan(self, document: Document) -> Document:
        self._lock.acquire(timeout=self._timeout)  # expect: ASF208
        try:
            self.scanned += 1
            return document.add(Page(self.scanned))
        finally:
            self._lock.release()

    def feed(self, count: int) -> int:
        take = self._feeder.acquire
        take(blocking=False)  # expect: ASF208
        try:
            logger.debug("feeding %d sheets", count)
            return count
        finally:
            self._feeder.release()

    def status(self) -> str:
        if not self._lock.acquire(timeout=0.1):
            return "busy"
        try:
            return f"{self.scanned} pages"
        finally:
            self._lock.release()


@contextlib.contextmanager
def exclusive(guard: threading.Lock, seconds: float) -> Iterator[None]:
    guard.acquire(True, seconds)  # expect: ASF208
    try:
        yield
    finally:
        guard.release()


class Archive:
    def __init__(self) -> None:
        self._disk = multiprocessing.RLock()
        self._index = threading.Lock()
        self._titles: list[str] = []

    def store(self, document: Document, wait: float | None) -> int:
        match wait:
            case None:
                self._disk.acquire()
            case seconds:
                self._disk.acquire(timeout=seconds)  # expect: ASF208
        try:
            return sum(len(page.pixels) for page in document.pages)
        finally:
            self._disk.release()

    def index(self, document: Document) -> None:
        with exclusive(self._index, 1.0):
            self._titles.append(document.title)


def main() -> None:
    scanner, archive = Scanner(), Archive()
    document = Document("lease")
    for _ in range(scanner.feed(3)):
        scanner.scan(document)
    archive.index(document)
    logger.info("%d bytes, %s", archive.store(document, 2.0), scanner.status())


if __name__ == "__main__":
    main()
