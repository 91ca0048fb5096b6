"""Shutdown paths of a map tile server."""
from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from dataclasses import dataclass, field

import trio

logger = logging.getLogger("tiles")


@dataclass(frozen=True)
class Tile:
    zoom: int
    x: int
    y: int
    data: bytes = b""

    @property
    def key(self) -> str:
        return f"{self.zoom}/{self.x}/{self.y}"


class Cache:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stats = threading.RLock()
        self._tiles: dict[str, Tile] = {}
        self._hits = 0

    def get(self, key: str) -> Tile | None:
        with self._lock:
            tile = self._tiles.get(key)
        if tile is not None:
            with self._stats:
                self._hits += 1
        return tile

    def put(self, tile: Tile) -> None:
        with self._lock:
            self._tiles[tile.key] = tile

    def quiesce(self) -> None:
        with self._lock, self._stats:  # expect: ASF215
            pass
        logger.info("cache is quiet")

    def hits(self) -> int:
        with self._stats:
            return self._hits


@dataclass
class Worker:
    name: str
    gate: threading.Condition = field(default_factory=threading.Condition)
    jobs: list[str] = field(default_factory=list)

    def add(self, job: str) -> None:
        with self.gate:
            self.jobs.append(job)
            self.gate.notify()

    def settle(self) -> str:
        gate = self.gate
        with gate: ...  # expect: ASF215
        return self.name


class Renderer:
    def __init__(self, cache: Cache) -> None:
        self.cache = cache
        self.turn = asyncio.Lock()

    async def render(self, tile: Tile) -> bytes:
        async with self.turn:
            await asyncio.sleep(0.01)
            self.cache.put(tile)
        return tile.data

    async def drain(self) -> None:
        await asyncio.sleep(0)
        async with self.turn:  # expect: ASF215
            """Nobody renders any more."""


async def flush(limit: trio.Lock, tiles: list[Tile]) -> int:
    for tile in tiles:
        if not tile.data:
            async with limit:  # expect: ASF215
                pass
            continue
        await trio.sleep(0.01)
    with contextlib.suppress(IndexError):
        tiles.pop()
    return len(tiles)


async def main() -> None:
    cache = Cache()
    renderer = Renderer(cache)
    await renderer.render(Tile(3, 1, 1, b"png"))
    await renderer.drain()
    worker = Worker("w1")
    worker.add("3/1/1")
    cache.quiesce()
    logger.info("%s %s %d", worker.settle(), cache.get("3/1/1"), cache.hits())


if __name__ == "__main__":
    asyncio.run(main())
