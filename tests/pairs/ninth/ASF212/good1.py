"""Scanner service: locks that cross the thread boundary legally, and those that never do."""
from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor

import anyio
from filelock import FileLock

log = logging.getLogger("scanner")


class Scanner:
    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._pages = 0

    def scan(self) -> int:
        with self._lock:
            self._pages += 1
            return self._feed()

    def _feed(self) -> int:
        with self._lock:
            return self._pages


class Service:
    def __init__(self, scanner: Scanner, spool: str) -> None:
        self._scanner = scanner
        self._device = threading.Lock()
        self._trays = threading.Semaphore(2)
        self._journal = threading.RLock()
        self._lines: list[str] = []
        self._spool = spool
        self._pool = ThreadPoolExecutor(1)

    @contextlib.asynccontextmanager
    async def device(self) -> AsyncIterator[Scanner]:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._pool, self._trays.acquire)
        try:
            yield self._scanner
        finally:
            self._trays.release()

    async def scan(self) -> int:
        return await asyncio.to_thread(self._scanner.scan)

    async def scan_all(self, count: int) -> list[int]:
        pages: list[int] = []
        async with self.device():
            for _ in range(count):
                pages.append(await self.scan())
        return pages

    def reserve(self) -> threading.Timer:
        self._device.acquire()
        timer = threading.Timer(5.0, self._device.release)
        timer.daemon = True
        timer.start()
        return timer

    def note(self, line: str) -> None:
        self._journal.acquire()
        try:
            self._lines.append(line)
        finally:
            self._journal.release()

    async def note_soon(self, line: str) -> None:
        await anyio.to_thread.run_sync(self.note, line)

    async def spool(self, name: str) -> None:
        lock = FileLock(f"{self._spool}/{name}.lock", thread_local=False)
        await asyncio.to_thread(lock.acquire)
        try:
            await asyncio.sleep(0)
            log.info("spooled %s", name)
        finally:
            lock.release()

    async def archive(self, name: str) -> None:
        def work() -> None:
            lock = FileLock(f"{self._spool}/{name}.archive")
            lock.acquire(timeout=5)
            try:
                log.info("archived %s", name)
            finally:
                lock.release()

        await asyncio.to_thread(work)

    def lines(self) -> list[str]:
        with self._journal:
            return list(self._lines)

    def close(self) -> None:
        self._pool.shutdown()


async def main() -> None:
    service = Service(Scanner(), "/var/spool/scan")
    try:
        log.info("%s", await service.scan_all(3))
        await service.note_soon("done")
    finally:
        await asyncio.to_thread(service.close)
