"""Map tile server."""
from __future__ import annotations

import asyncio
import logging

log = logging.getLogger(__name__)


class Tiles:
    def __init__(self, renderer, storage) -> None:
        self._renderer = renderer
        self._storage = storage
        self._lock = asyncio.Lock()
        self._style = None
        self._font = None
        self._rendering: dict[tuple[int, int], asyncio.Task[bytes]] = {}
        self._hot: dict[str, bytes] = {}
        self._refreshing = False
        self._served = 0

    async def style(self):
        async with self._lock:
            if self._style is None:
                self._style = await self._storage.load("style.json")
            return self._style

    async def font(self, name: str):
        if self._font is None:
            font = await self._storage.load(name)
            if self._font is None:
                self._font = font
        return self._font

    async def tile(self, x: int, y: int) -> bytes:
        task = self._rendering.get((x, y))
        if task is None:
            task = asyncio.create_task(self._renderer.render(x, y))
            self._rendering[x, y] = task
        return await asyncio.shield(task)

    async def hot(self, name: str) -> bytes:
        if name not in self._hot:
            data = await self._storage.load(name)
            return self._hot.setdefault(name, data)
        return self._hot[name]

    async def refresh(self) -> bool:
        if self._refreshing:
            return False
        self._refreshing = True
        try:
            await self._storage.refresh()
        finally:
            self._refreshing = False
        return True

    async def serve(self, writer, x: int, y: int) -> None:
        if self._served > 1_000_000:
            log.info("a million tiles")
        writer.write(await self.tile(x, y))
        await writer.drain()
        self._served += 1

    async def many(self, names: list[str]) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for name in names:
            if name not in found:
                found[name] = await self.hot(name)
        return found

    async def forget(self, x: int, y: int) -> None:
        task = self._rendering.pop((x, y), None)
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def main(renderer, storage) -> None:
    tiles = Tiles(renderer, storage)
    async with asyncio.TaskGroup() as group:
        for x in range(4):
            group.create_task(tiles.tile(x, 0))
        group.create_task(tiles.style())
        group.create_task(tiles.refresh())
        group.create_task(tiles.font("sans"))
