"""Publishing of photo albums; paths are mostly just names here."""
from __future__ import annotations

import asyncio
import os
from pathlib import Path, PurePosixPath

import anyio
import trio


class Inventory:
    """Names of the pictures that the remote end already has."""

    def __init__(self) -> None:
        self._names: set[str] = set()

    def exists(self, name: str) -> bool:
        return name in self._names

    def rename(self, old: str, new: str) -> None:
        self._names.discard(old)
        self._names.add(new)

    def mkdir(self, name: str) -> None:
        self._names.add(name + "/")


def scan(folder: str) -> list[str]:
    return [entry.name for entry in os.scandir(folder) if entry.is_file()]


async def listing(folder: str) -> list[str]:
    return await asyncio.to_thread(scan, folder)


async def present(path: str) -> bool:
    return await anyio.Path(path).exists()


async def modified(path: str) -> float:
    info = await trio.Path(path).stat()
    return info.st_mtime


async def remote_name(album: str, picture: str) -> str:
    stem, ext = os.path.splitext(os.path.basename(picture))
    target = PurePosixPath(album) / f"{stem.lower()}{ext}"
    await asyncio.sleep(0)
    return os.path.join("/albums", str(target.with_suffix(".webp")))


async def reserve(inventory: Inventory, album: str, name: str) -> bool:
    if inventory.exists(name):
        inventory.rename(name, f"{album}-{name}")
        return False
    inventory.mkdir(album)
    return True


async def clean(path: Path) -> None:
    unlink = path.unlink
    await asyncio.to_thread(unlink)
    await asyncio.to_thread(os.makedirs, path.parent / "done", exist_ok=True)


async def publish(album: str, folder: str) -> int:
    inventory = Inventory()
    count = 0
    for name in await listing(folder):
        full = os.path.join(folder, name)
        if not await present(full):
            continue
        if await reserve(inventory, album, await remote_name(album, name)):
            count += 1
        await clean(Path(full))
    return count


if __name__ == "__main__":
    if os.path.isdir("/srv/photos"):
        asyncio.run(publish("summer", "/srv/photos"))
