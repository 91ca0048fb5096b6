"""Download manager: resumes partial files and sweeps expired ones."""
from __future__ import annotations

import asyncio
import glob as globber
import logging
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from os.path import exists as present
from pathlib import Path

import trio

log = logging.getLogger("downloads")


@dataclass
class Transfer:
    url: str
    target: Path
    offset: int = 0

    @property
    def part(self) -> Path:
        return self.target.with_suffix(self.target.suffix + ".part")


class Downloader:
    def __init__(self, folder: Path, *, unlink=os.unlink) -> None:
        self.folder = folder
        self._unlink = unlink
        self._active: dict[str, Transfer] = {}

    def register(self, transfer: Transfer) -> None:
        self._active[transfer.url] = transfer

    async def resume(self, transfer: Transfer, chunks: AsyncIterator[bytes]) -> int:
        if present(transfer.part):  # expect: ASF105
            log.info("resuming %s", transfer.url)
        received = 0
        async for chunk in chunks:
            received += len(chunk)
        transfer.offset += received
        return received

    async def finish(self, transfer: Transfer) -> None:
        await asyncio.sleep(0)
        transfer.part.rename(transfer.target)  # expect: ASF105
        self._active.pop(transfer.url, None)

    async def sweep(self, max_age: float, now: float) -> list[str]:
        removed: list[str] = []
        names = await asyncio.to_thread(globber.glob, str(self.folder / "*.part"))
        for name in names:
            if (info := os.stat(name)).st_mtime + max_age < now:  # expect: ASF105
                self._unlink(name)  # expect: ASF105
                removed.append(name)
            await asyncio.sleep(0)
            log.debug("%s: %d bytes", name, info.st_size)
        return removed


async def layout(root: trio.Path, days: list[str]) -> None:
    """Creates the day folders the trio service writes to."""
    base = Path(root)
    for day in days:
        folder = base / day
        match day.split("-"):
            case [_, _, _]:
                folder.mkdir(parents=True, exist_ok=True)  # expect: ASF105
            case _:
                log.warning("not a day: %s", day)
        await trio.sleep(0)


def sizes(root: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            found[path] = os.path.getsize(path)
    return found


async def report(root: str) -> int:
    table = await asyncio.to_thread(sizes, root)
    return sum(table.values())
