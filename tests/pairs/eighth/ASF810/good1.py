"""Download manager: a monitor thread watches what the others do."""
from __future__ import annotations

import asyncio
import logging
import queue
import threading

log = logging.getLogger("downloads")


class Manager:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._active: dict[str, int] = {}
        self._sources: tuple[str, ...] = ()
        self._finished: queue.Queue[str] = queue.Queue()
        self._closing = threading.Event()
        self._monitor = threading.Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        self._monitor.start()

    def begin(self, url: str) -> None:
        with self._lock:
            self._active[url] = 0

    def end(self, url: str) -> None:
        with self._lock:
            self._active.pop(url, None)
        self._finished.put(url)

    def set_sources(self, *sources: str) -> None:
        """Replaced as a whole, never changed."""
        self._sources = sources

    def close(self) -> None:
        self._closing.set()

    def _snapshot(self) -> dict[str, int]:
        with self._lock:
            return dict(self._active)

    def _watch(self) -> None:
        seen: set[str] = set()
        while not self._closing.wait(1.0):
            for url, size in self._snapshot().items():
                log.info("%s: %d", url, size)
                seen.add(url)
            with self._lock:
                busy = [url for url in self._active if url.startswith("https")]
            for source in self._sources:
                log.debug("%s serves %d", source, len(busy))
            for url in seen:
                log.debug("seen %s", url)


def fetch(url: str, sizes: dict[str, int]) -> None:
    sizes[url] = len(url)


def fetch_all(urls: list[str]) -> int:
    """Iterates when the threads are done."""
    sizes: dict[str, int] = {}
    threads = [threading.Thread(target=fetch, args=(url, sizes)) for url in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total = 0
    for url, size in sizes.items():
        log.debug("%s", url)
        total += size
    return total


class Archive:
    """Changed on the loop; the thread gets a copy."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._names: set[str] = set()

    async def add(self, name: str) -> None:
        await asyncio.sleep(0)
        self._names.add(name)

    async def save(self) -> None:
        await asyncio.to_thread(self._write, sorted(self._names))

    def _write(self, names: list[str]) -> None:
        with open(self._path, "w") as out:
            for name in names:
                out.write(name + "\n")


class Mirror:
    def __init__(self) -> None:
        self._hosts: set[str] = set()

    def add(self, host: str) -> None:
        self._hosts.add(host)

    def check(self, host: str) -> None:
        log.info("checking %s", host)

    def check_all(self) -> None:
        """This thread iterates, the others see one host each."""
        threads = []
        for host in self._hosts:
            threads.append(threading.Thread(target=self.check, args=(host,)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
