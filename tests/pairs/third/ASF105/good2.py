"""Retention job built on the asynchronous path classes of anyio."""
import time
from dataclasses import dataclass

import aiofiles.os
import anyio
from anyio import Path


@dataclass
class Retention:
    root: Path
    max_age: float

    async def sweep(self) -> int:
        if not await self.root.exists():
            await self.root.mkdir(parents=True)
        removed = 0
        async for entry in self.root.iterdir():
            info = await entry.stat()
            if time.time() - info.st_mtime > self.max_age:
                await entry.unlink()
                removed += 1
        return removed


async def newest(folder: str) -> str:
    names = await aiofiles.os.listdir(folder)
    stamps = []
    for name in names:
        info = await aiofiles.os.stat(f"{folder}/{name}")
        stamps.append((info.st_mtime, name))
    return max(stamps, default=(0.0, ""))[1]


async def main() -> None:
    job = Retention(Path("/srv/backup"), 86400.0)
    print(await job.sweep())
    print(await newest("/srv/backup"))
    matches = [path async for path in Path("/srv/backup").glob("*.snap")]
    print(len(matches))


if __name__ == "__main__":
    anyio.run(main)
