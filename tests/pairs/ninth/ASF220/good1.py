"""Multi-room audio controller: locks whose sections do suspend somewhere."""
from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import trio

log = logging.getLogger("audio")


class Zone:
    def __init__(self, name: str) -> None:
        self.name = name
        self.volume = 10
        self._lock = asyncio.Lock()

    async def mute(self) -> None:
        async with self._lock:
            self.volume = 0

    async def fade(self, target: int) -> None:
        async with self._lock:
            while self.volume != target:
                self.volume += 1 if self.volume < target else -1
                await asyncio.sleep(0.05)


class Player:
    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self._queue: list[str] = []

    @asynccontextmanager
    async def editing(self) -> AsyncIterator[list[str]]:
        async with self.turn:
            yield self._queue

    async def enqueue(self, track: str) -> None:
        async with self.editing() as queue:
            queue.append(track)
            await asyncio.sleep(0)


class Source:
    """Subclasses decide how long a section takes."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self.station = ""

    async def tune(self, station: str) -> None:
        async with self._lock:
            self.station = station


class Radio(Source):
    async def seek(self, stations: AsyncIterator[str]) -> str:
        async with self._lock:
            async for station in stations:
                self.station = station
                break
            return self.station


class Registry:
    def __init__(self) -> None:
        self._open = asyncio.Lock()
        self._zones: dict[str, Zone] = {}

    async def add(self, name: str, connect: Callable[[str], "asyncio.Future[Zone]"]) -> Zone:
        async with self._open:
            if name not in self._zones:
                self._zones[name] = await connect(name)
            return self._zones[name]

    async def rename(self, old: str, new: str) -> None:
        async with self._open:
            self._zones[new] = self._zones.pop(old)

    async def nested(self, zone: Zone) -> None:
        async with self._open:
            await zone.mute()

    def names(self) -> list[str]:
        return sorted(self._zones)


async def beep(lock: trio.Lock, tones: list[int]) -> None:
    async with lock:
        for tone in tones:
            log.info("beep %d", tone)
            await trio.sleep(0.1)


async def with_lock(lock: asyncio.Lock, player: Player) -> int:
    async with lock:
        return len(player.editing.__name__)


async def shared(player: Player) -> int:
    size = await with_lock(player.turn, player)
    await player.enqueue("jingle")
    return size
