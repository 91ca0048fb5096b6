"""Playlist synchroniser: threads scan, coroutines upload."""
from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable
from contextlib import contextmanager
from collections.abc import Iterator

import anyio
import trio

log = logging.getLogger("playlists")


class Block:
    """A styled block of the console output; not a lock."""

    def __enter__(self) -> "Block":
        log.info("{")
        return self

    def __exit__(self, *exc: object) -> None:
        log.info("}")


@contextmanager
def unblocked(name: str) -> Iterator[str]:
    yield name.upper()


class Library:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tracks: dict[str, int] = {}

    def add(self, track: str, size: int) -> None:
        with self._lock:
            self._tracks[track] = size

    def snapshot(self) -> dict[str, int]:
        with self._lock:
            return dict(self._tracks)


class Sync:
    def __init__(self, library: Library, upload: Callable[[str], Awaitable[None]]) -> None:
        self._library = library
        self._upload = upload
        self._stats_lock = threading.Lock()
        self._turn = asyncio.Lock()
        self._uploaded: set[str] = set()
        self.clock = Block()

    async def run(self) -> int:
        tracks = self._library.snapshot()
        for track in sorted(tracks):
            await self._upload(track)
            with self._stats_lock:
                self._uploaded.add(track)
        with self._stats_lock:
            return len(self._uploaded)

    async def exclusive(self, track: str) -> None:
        async with self._turn:
            await self._upload(track)

    async def narrate(self, track: str) -> None:
        with self.clock:
            await self._upload(track)
        with Block() as block, unblocked(track) as name:
            await asyncio.sleep(0)
            log.debug("%s %r", name, block)

    async def report(self) -> list[str]:
        with self._stats_lock:

            async def later() -> list[str]:
                await asyncio.sleep(1)
                return ["later"]

            names = sorted(self._uploaded)
        return names + await later()

    async def compact(self) -> None:
        def work() -> None:
            with self._stats_lock:
                self._uploaded.clear()

        await anyio.to_thread.run_sync(work)

    async def take(self) -> set[str]:
        self._stats_lock.acquire()
        try:
            taken, self._uploaded = self._uploaded, set()
        finally:
            self._stats_lock.release()
        await asyncio.sleep(0)
        return taken


async def with_trio(limit: trio.CapacityLimiter, lock: trio.Lock, tracks: list[str]) -> None:
    for track in tracks:
        async with limit, lock:
            await trio.sleep(0.1)
            log.info("%s", track)
