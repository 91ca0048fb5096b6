"""Sync engine of a note-taking app."""
import asyncio
import logging
import threading

log = logging.getLogger("sync")


class Engine:
    def __init__(self, remote) -> None:
        self.remote = remote
        self.dirty = threading.Event()
        self.paused = threading.Event()
        self.idle = asyncio.Event()
        self.version = 0
        self._cond = asyncio.Condition()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._loop, daemon=True)
        self._thread.start()

    def edited(self) -> None:
        self.dirty.set()

    def _loop(self) -> None:
        while not self._stop.is_set():
            self.dirty.wait()
            self.dirty.clear()
            self.remote.push()

    def exclusive(self, action) -> None:
        self.paused.set()
        try:
            action()
        finally:
            self.paused.clear()

    def rearm(self) -> None:
        self._stop.clear()
        self.dirty.set()

    async def upload(self, blob: bytes) -> None:
        self.idle.clear()
        try:
            await self.remote.send(blob)
        finally:
            self.idle.set()

    async def announce(self) -> None:
        async with self._cond:
            self.version += 1
            self._cond.notify_all()

    async def newer_than(self, version: int) -> int:
        async with self._cond:
            await self._cond.wait_for(lambda: self.version > version)
            return self.version

    def stop(self) -> None:
        self._stop.set()
        self.dirty.set()
        self._thread.join()


class Tags:
    def __init__(self) -> None:
        self.names: set[str] = set()

    def replace(self, names) -> None:
        self.names.clear()
        self.names.update(names)
