"""Tile cache of a map server (trio)."""
import logging
from dataclasses import dataclass, field
from typing import AsyncIterator

import trio

log = logging.getLogger("tiles")


@dataclass
class Tile:
    zoom: int
    x: int
    y: int
    data: bytes = b""

    @property
    def key(self) -> str:
        return f"{self.zoom}/{self.x}/{self.y}"


@dataclass
class Store:
    builtin: dict[str, bytes] = field(default_factory=dict)
    dirty: bool = False
    written: int = 0

    async def render(self, tile: Tile) -> bytes:
        await trio.sleep(0.01)
        return tile.key.encode()

    async def get(self, tile: Tile) -> bytes:
        if (data := self.builtin.get(tile.key)) is not None:
            return data  # expect: ASF420
        return await self.render(tile)

    async def send_all(self, tiles: list[Tile], stream: trio.abc.SendStream) -> int:
        for tile in tiles:
            await stream.send_all(tile.data)
        return len(tiles)  # expect: ASF420

    async def flush(self) -> bool:
        return self.dirty and await self._write()  # expect: ASF420

    async def _write(self) -> bool:
        await trio.sleep(0.05)
        self.written += 1
        return True

    async def flush_within(self, seconds: float) -> int:
        with trio.move_on_after(seconds) as scope:  # expect: ASF420
            if self.dirty:
                await self._write()
        if scope.cancelled_caught:
            log.warning("flush took too long")
        await trio.lowlevel.checkpoint()
        return self.written

    async def by_kind(self, kind: str, tile: Tile) -> bytes:
        match kind:
            case "fresh":
                tile.data = await self.render(tile)
            case "empty":
                await trio.lowlevel.checkpoint()
                tile.data = b""
        return tile.data  # expect: ASF420


async def ring(tile: Tile, radius: int) -> AsyncIterator[Tile]:
    await trio.lowlevel.checkpoint()
    for dx in range(-radius, radius + 1):
        for dy in range(-radius, radius + 1):
            yield Tile(tile.zoom, tile.x + dx, tile.y + dy)  # expect: ASF420
    await trio.lowlevel.checkpoint()


async def main() -> None:
    store = Store({"0/0/0": b"world"})
    async for tile in ring(Tile(1, 1, 1), 1):
        log.debug("%s", await store.get(tile))
    await store.by_kind("fresh", Tile(2, 0, 0))
    await store.flush()
    print(await store.flush_within(1.0))


if __name__ == "__main__":
    trio.run(main)
