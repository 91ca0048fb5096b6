"""Crawler frontier: per-host politeness locks and local locks that are shared with workers."""
from __future__ import annotations

import asyncio
import logging
import threading
import weakref
from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

import trio
from filelock import FileLock

log = logging.getLogger("frontier")

_host_locks: "weakref.WeakValueDictionary[str, asyncio.Lock]" = weakref.WeakValueDictionary()


def host_lock(host: str) -> asyncio.Lock:
    lock = _host_locks.get(host)
    if lock is None:
        lock = _host_locks[host] = asyncio.Lock()
    return lock


class KeyedLocks:
    def __init__(self) -> None:
        self._table_lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}

    def get(self, key: str) -> threading.Lock:
        with self._table_lock:
            return self._locks.setdefault(key, threading.Lock())


class Robots:
    def __init__(self) -> None:
        self._by_host: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._allowed: dict[str, bool] = {}

    async def allowed(self, host: str, fetch: Callable[[str], "asyncio.Future[bool]"]) -> bool:
        async with self._by_host[host]:
            if host not in self._allowed:
                self._allowed[host] = await fetch(host)
            return self._allowed[host]


def count_links(pages: list[str]) -> int:
    lock = threading.Lock()
    total = 0

    def work(part: list[str]) -> None:
        nonlocal total
        found = sum(page.count("<a ") for page in part)
        with lock:
            total += found

    threads = [threading.Thread(target=work, args=(pages[i::4],)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with lock:
        return total


def write_state(path: str, write: Callable[[], None]) -> None:
    with FileLock(f"{path}.lock"):
        write()


async def crawl(urls: list[str], fetch: Callable[[str], "asyncio.Future[bytes]"]) -> int:
    limit = asyncio.Semaphore(8)
    fetched = 0

    async def one(url: str) -> None:
        nonlocal fetched
        async with limit, host_lock(url.split("/")[2]):
            body = await fetch(url)
        fetched += bool(body)

    async with asyncio.TaskGroup() as group:
        for url in urls:
            group.create_task(one(url))
    return fetched


async def visit(lock: trio.Lock, urls: list[str]) -> None:
    for url in urls:
        async with lock:
            log.debug("visiting %s", url)
            await trio.sleep(0.1)


async def visit_all(groups: list[list[str]]) -> None:
    lock = trio.Lock()
    async with trio.open_nursery() as nursery:
        for urls in groups:
            nursery.start_soon(visit, lock, urls)


def guard(shared: threading.Lock | None) -> AbstractContextManager[object]:
    return shared if shared is not None else nullcontext()


def log_line(line: str, shared: threading.Lock | None = None) -> None:
    with guard(shared):
        log.info("%s", line)
