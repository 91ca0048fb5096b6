"""Import of survey data that volunteers upload."""
from __future__ import annotations

import asyncio
import csv
import io
import json
import logging
import shutil
from builtins import open as open_file
from pathlib import Path as P
from typing import Iterable

import anyio
import pandas as pd

logger = logging.getLogger("survey")


class Layout:
    def __init__(self, root: str) -> None:
        self.root = P(root)
        self.manifest = self.root / "manifest.json"
        self.archive = self.root / "archive"


class Importer:
    def __init__(self, layout: Layout, queue: asyncio.Queue[str]) -> None:
        self.layout = layout
        self.queue = queue
        self.rows = 0

    async def manifest(self) -> dict[str, str]:
        text = self.layout.manifest.read_text(encoding="utf-8")  # expect: ASF104
        return json.loads(text)

    async def load(self, name: str) -> int:
        target = self.layout.root / name
        match target.suffix:
            case ".csv":
                frame = pd.read_csv(target)  # expect: ASF104
                return len(frame.index)
            case ".jsonl":
                async with await anyio.open_file(target) as lines:
                    count = 0
                    async for _ in lines:
                        count += 1
                    return count
            case other:
                raise ValueError(f"cannot import {other}")

    async def archive(self, name: str) -> None:
        move = shutil.move
        await self.queue.put(f"archived {name}")
        move(self.layout.root / name, self.layout.archive / name)  # expect: ASF104

    async def report(self, name: str, rows: Iterable[dict[str, str]]) -> str:
        buffer = io.StringIO()
        writer = csv.DictWriter(buffer, ["who", "answer"])
        writer.writeheader()
        writer.writerows(rows)
        with open_file(f"/var/lib/survey/{name}", "w") as out:  # expect: ASF104
            out.write(buffer.getvalue())
        return name


async def run(root: str) -> None:
    importer = Importer(Layout(root), asyncio.Queue())
    names = await importer.manifest()
    for name in names:
        try:
            rows = await importer.load(name)
        except ValueError:
            logger.exception("skipped %s", name)
            continue
        logger.info("%s: %d rows", name, rows)
        await importer.archive(name)
    await importer.report("summary.csv", [{"who": "all", "answer": str(len(names))}])


if __name__ == "__main__":
    asyncio.run(run("/srv/survey"))
