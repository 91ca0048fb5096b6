"""Update manager of a set-top box: downloads, applies and rolls back firmware."""
from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import trio

log = logging.getLogger("updates")

_flash = threading.Lock()


@dataclass(frozen=True)
class Update:
    version: str
    url: str
    size: int = 0


class Slot:
    """One of the two boot partitions."""

    def __init__(self, name: str, write: Callable[[bytes], None]) -> None:
        self.name = name
        self._write = write
        self._lock = threading.Lock()
        self.version = ""

    @property
    def busy(self) -> bool:
        return self._lock.locked()

    def install(self, update: Update, image: bytes) -> bool:
        if self._lock.locked():  # expect: ASF209
            log.info("%s: already installing", self.name)
            return False
        with self._lock:
            self._write(image)
            self.version = update.version
        return True

    def erase(self) -> None:
        if not self.busy:  # expect: ASF209
            log.warning("erasing %s", self.name)
            self._lock.acquire()
            try:
                self._write(b"")
                self.version = ""
            finally:
                self._lock.release()


def flash_all(slots: list[Slot], image: bytes) -> int:
    done, lock = 0, _flash
    for slot in slots:
        match lock.locked():  # expect: ASF209
            case False:
                with lock:
                    slot.install(Update("factory", ""), image)
                    done += 1
            case True:
                log.info("flash chip is taken, skipping %s", slot.name)
    return done


class Manager:
    def __init__(self, download: Callable[[str], Awaitable[bytes]]) -> None:
        self._download = download
        self._turn = asyncio.Lock()
        self.images: dict[str, bytes] = {}

    async def fetch(self, update: Update, progress: asyncio.Queue[str]) -> bool:
        if not self._turn.locked():  # expect: ASF209
            await progress.put(f"fetching {update.version}")
            async with self._turn:
                self.images[update.version] = await self._download(update.url)
            return True
        return False

    async def forget(self, version: str) -> None:
        async with self._turn:
            await asyncio.sleep(0)
            self.images.pop(version, None)


async def announce(lock: trio.Lock, send: trio.MemorySendChannel[str], slots: list[Slot]) -> None:
    async with lock:
        for slot in slots:
            await send.send(f"{slot.name}={slot.version}")
