"""Nightly report builder under anyio: pandas, tempfile and zipfile on the loop."""
from __future__ import annotations

import tempfile
import zipfile
from dataclasses import dataclass

import anyio
import pandas as pd

load = pd.read_csv


@dataclass
class ReportJob:
    source: str
    target: str

    async def build(self) -> int:
        frame = load(self.source)  # expect: ASF104
        await anyio.sleep(0)
        totals = frame.groupby("region")["amount"].sum()
        return await self._pack({"totals": totals.to_dict()})

    async def _pack(self, parts: dict[str, dict]) -> int:
        with tempfile.NamedTemporaryFile("w+", suffix=".txt") as scratch:  # expect: ASF104
            for key, value in parts.items():
                scratch.write(f"{key}: {value}\n")
        with zipfile.ZipFile(self.target, "w") as bundle:  # expect: ASF104
            bundle.writestr("totals.txt", repr(parts))
        await anyio.sleep(0)
        return len(parts)


async def main() -> None:
    async with anyio.create_task_group() as tg:
        for region in ("north", "south"):
            job = ReportJob(f"{region}.csv", f"{region}.zip")
            tg.start_soon(job.build)


if __name__ == "__main__":
    anyio.run(main)
