"""Plugin index for an editor: knows what is installed without touching the disk on the loop."""
from __future__ import annotations

import asyncio
import functools
import logging
import os.path
from pathlib import Path, PurePosixPath

import anyio
import trio

log = logging.getLogger("plugins")


class Catalogue:
    """In-memory tree with a file-like vocabulary."""

    def __init__(self) -> None:
        self._nodes: dict[str, dict[str, str]] = {}

    def exists(self, name: str) -> bool:
        return name in self._nodes

    def mkdir(self, name: str) -> None:
        self._nodes.setdefault(name, {})

    def unlink(self, name: str) -> None:
        self._nodes.pop(name, None)

    def stat(self, name: str) -> int:
        return len(self._nodes[name])

    def rename(self, old: str, new: str) -> None:
        self._nodes[new] = self._nodes.pop(old)


class PluginManager:
    def __init__(self, root: str) -> None:
        self.root = PurePosixPath(root)
        self.catalogue = Catalogue()

    async def add(self, name: str) -> None:
        if not self.catalogue.exists(name):
            self.catalogue.mkdir(name)
        await asyncio.sleep(0)
        log.info("%s has %d files", name, self.catalogue.stat(name))

    async def rename(self, old: str, new: str) -> None:
        self.catalogue.rename(old, new)
        await asyncio.sleep(0)

    async def location(self, name: str) -> str:
        stem, ext = os.path.splitext(name)
        await asyncio.sleep(0)
        return os.path.join(str(self.root), os.path.basename(stem), f"main{ext or '.py'}")

    async def installed(self, name: str) -> bool:
        return await asyncio.to_thread(os.path.exists, os.path.join(str(self.root), name))

    async def prune(self, names: list[str]) -> None:
        loop = asyncio.get_running_loop()
        for name in names:
            remove = functools.partial(Path(self.root / name).unlink, missing_ok=True)
            await loop.run_in_executor(None, remove)

    async def scan(self) -> list[str]:
        def walk() -> list[str]:
            return sorted(entry.name for entry in Path(self.root).iterdir() if entry.is_dir())

        return await anyio.to_thread.run_sync(walk)


async def ensure(root: str) -> anyio.Path:
    folder = anyio.Path(root)
    if not await folder.exists():
        await folder.mkdir(parents=True)
    return folder


async def listing(root: trio.Path) -> list[str]:
    if await root.is_dir():
        return [child.name for child in await root.iterdir()]
    return []


async def wipe(root: anyio.Path) -> int:
    count = 0
    async for child in root.glob("*.tmp"):
        await child.unlink()
        count += 1
    return count


def bootstrap(root: str) -> PluginManager:
    os.makedirs(root, exist_ok=True)
    manager = PluginManager(root)
    for entry in os.listdir(root):
        manager.catalogue.mkdir(entry)
    return manager


if __name__ == "__main__":
    asyncio.run(bootstrap("/var/lib/editor").add("spell"))
