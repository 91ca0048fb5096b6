"""Garbage collection of a build cache."""
from __future__ import annotations

import asyncio
import glob
import logging
import os
import time
from os import path as osp
from pathlib import Path

import anyio

logger = logging.getLogger("gc")


class Policy:
    def __init__(self, max_age: float, keep: int = 10) -> None:
        self.max_age = max_age
        self.keep = keep

    def expired(self, mtime: float) -> bool:
        return time.time() - mtime > self.max_age


class CacheDir:
    def __init__(self, root: str | os.PathLike[str], policy: Policy) -> None:
        self.root = Path(root)
        self.policy = policy
        self.freed = 0

    async def prepare(self) -> None:
        (self.root / "objects").mkdir(parents=True, exist_ok=True)  # expect: ASF105
        await asyncio.sleep(0)

    async def candidates(self) -> list[str]:
        pattern = osp.join(self.root, "objects", "*.o")
        found = [name for name in glob.iglob(pattern) if not name.startswith(".")]  # expect: ASF105
        await asyncio.sleep(0)
        return sorted(found)

    async def evict(self, entry: str) -> bool:
        target = anyio.Path(entry)
        info = await target.stat()
        if not self.policy.expired(info.st_mtime):
            return False
        remove, size = os.unlink, info.st_size
        remove(entry)  # expect: ASF105
        self.freed += size
        return True


async def orphans(root: str, live: set[str]) -> list[str]:
    lost = []
    for folder, _dirs, files in os.walk(root):  # expect: ASF105
        lost.extend(osp.join(folder, name) for name in files if name not in live)
        await asyncio.sleep(0)
    return lost


async def collect(root: str) -> int:
    cache = CacheDir(root, Policy(7 * 86400))
    await cache.prepare()
    removed = 0
    for entry in await cache.candidates():
        try:
            removed += await cache.evict(entry)
        except OSError as exc:
            logger.warning("cannot remove %s: %s", entry, exc)
    for entry in await orphans(root, set()):
        logger.info("orphan %s", entry)
    logger.info("freed %d bytes", cache.freed)
    return removed


if __name__ == "__main__":
    if osp.exists("/var/cache/build"):
        asyncio.run(collect("/var/cache/build"))
