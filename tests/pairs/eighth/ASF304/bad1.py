"""Nightly backup of several stores, with a status page."""
from __future__ import annotations

import asyncio
import functools
import hashlib
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

log = logging.getLogger("backup")

settle = functools.partial(asyncio.gather, return_exceptions=True)


class StatusPage:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def open(self) -> None:
        self._ticker = asyncio.create_task(self._tick())  # expect: ASF304

    async def _tick(self) -> None:
        for n in range(3600):
            self.lines.append(f"tick {n}")
            await asyncio.sleep(1)


class Store:
    def __init__(self, name: str, root: Path) -> None:
        self.name = name
        self.root = root

    async def snapshot(self) -> str:
        await asyncio.sleep(0.1)
        if not self.name:
            raise ValueError("unnamed store")
        return f"{self.name}.snap"

    async def prune(self, keep: int) -> None:
        await asyncio.sleep(0.05)
        log.info("%s keeps %d snapshots", self.name, keep)


def checksum(path: Path) -> str:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    path.with_suffix(".sha256").write_text(digest)
    return digest


def verify(stores: list[Store]) -> None:
    with ThreadPoolExecutor(max_workers=4) as pool:
        for store in stores:
            pool.map(checksum, store.root.glob("*.snap"))  # expect: ASF304
    log.info("verified %d stores", len(stores))


class Watchdog:
    def __init__(self, loop: asyncio.AbstractEventLoop, stores: list[Store]) -> None:
        self.loop = loop
        self.stores = stores
        self._stop = threading.Event()

    def run(self) -> None:
        while not self._stop.wait(60):
            for store in self.stores:
                asyncio.run_coroutine_threadsafe(store.prune(3), self.loop)  # expect: ASF304

    def stop(self) -> None:
        self._stop.set()


async def backup(stores: list[Store]) -> None:
    page = StatusPage()
    page.open()
    watchdog = Watchdog(asyncio.get_running_loop(), stores)
    thread = threading.Thread(target=watchdog.run, daemon=True)
    thread.start()
    try:
        await settle(*(store.snapshot() for store in stores))  # expect: ASF304
    finally:
        watchdog.stop()
    await asyncio.to_thread(verify, stores)
    for line in page.lines[-3:]:
        log.info(line)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(backup([Store("pg", Path("/srv/pg")), Store("media", Path("/srv/media"))]))
