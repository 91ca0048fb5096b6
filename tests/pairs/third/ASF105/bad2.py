"""Retention job that removes expired snapshots of a backup folder."""
from __future__ import annotations

import asyncio
import logging
import time
from pathlib import Path

logger = logging.getLogger("retention")


class Retention:
    """Deletes what is older than the retention period."""

    def __init__(self, root: str, days: int) -> None:
        self.root = Path(root)
        self.max_age = days * 86400

    async def sweep(self) -> int:
        removed = 0
        now = time.time()
        for entry in self.root.iterdir():  # expect: ASF105
            if entry.suffix != ".snap":
                continue
            if await self._expired(entry, now):
                entry.unlink()  # expect: ASF105
                removed += 1
        logger.info("removed %d snapshots", removed)
        return removed

    async def _expired(self, entry: Path, now: float) -> bool:
        await asyncio.sleep(0)
        return now - entry.stat().st_mtime > self.max_age  # expect: ASF105

    async def run(self, interval: float) -> None:
        while True:
            await self.sweep()
            await asyncio.sleep(interval)


if __name__ == "__main__":
    asyncio.run(Retention("/srv/backup", 30).run(3600.0))
