"""Word statistics over many documents, with short-lived locks that are shared."""
from __future__ import annotations

import asyncio
import logging
import multiprocessing
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import aiohttp
from filelock import FileLock

logger = logging.getLogger("words")

_by_shelf: dict[str, threading.Lock] = {}
_shelves_guard = threading.Lock()


def shelf_lock(shelf: str) -> threading.Lock:
    with _shelves_guard:
        return _by_shelf.setdefault(shelf, threading.Lock())


def count(texts: list[str]) -> Counter[str]:
    lock = threading.Lock()
    total: Counter[str] = Counter()

    def one(text: str) -> int:
        words = Counter(text.split())
        with lock:
            total.update(words)
        return len(words)

    with ThreadPoolExecutor(4) as pool:
        sizes = list(pool.map(one, texts))
    logger.debug("sizes %s", sizes)
    return total


def write(path: str, total: Counter[str]) -> int:
    with FileLock(f"{path}.lock"):
        with open(path, "w") as out:
            return out.write("\n".join(total))


def shelve(shelf: str, book: str, shelves: dict[str, list[str]]) -> int:
    with shelf_lock(shelf):
        shelves.setdefault(shelf, []).append(book)
        return len(shelves[shelf])


async def download(urls: list[str]) -> list[str]:
    limit = asyncio.Semaphore(5)
    async with aiohttp.ClientSession() as session:

        async def fetch(url: str) -> str:
            async with limit:
                async with session.get(url) as response:
                    return await response.text()

        return await asyncio.gather(*map(fetch, urls))


def worker(lock: threading.Lock, lines: list[str], number: int) -> None:
    for _ in range(3):
        with lock:
            lines.append(f"worker {number}")


def run_workers() -> list[str]:
    lock = threading.Lock()
    lines: list[str] = []
    threads = [threading.Thread(target=worker, args=(lock, lines, n)) for n in range(3)]
    for thread in threads:
        thread.start()
    with lock:
        logger.debug("%d lines so far", len(lines))
    for thread in threads:
        thread.join()
    return lines


class Archive:
    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock
        self.names: set[str] = set()

    def add(self, name: str) -> None:
        with self._lock:
            self.names.add(name)


def two_archives() -> tuple[Archive, Archive]:
    lock = threading.Lock()
    left, right = Archive(lock), Archive(lock)
    with lock:
        logger.debug("%d archives", 2)
    return left, right


_child_lock: Any = None


def init(lock: Any) -> None:
    global _child_lock
    _child_lock = lock


def measure(text: str) -> int:
    with _child_lock:
        print("measuring", text[:10])
    return len(text)


def in_processes(texts: list[str]) -> list[int]:
    context = multiprocessing.get_context("spawn")
    lock = context.Lock()
    with context.Pool(2, initializer=init, initargs=(lock,)) as pool:
        with lock:
            logger.debug("children are waiting")
        return pool.map(measure, texts)


if __name__ == "__main__":
    texts = asyncio.run(download(["https://example.org/1"]))
    write("/tmp/words", count(texts))
    print(run_workers(), in_processes(texts), shelve("a", "b", {}))
