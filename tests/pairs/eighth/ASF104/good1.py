"""Serves rendered invoices from memory and disk."""
from __future__ import annotations

import asyncio
import gzip
import io
import json
import zipfile
from functools import partial
from pathlib import Path

import aiofiles
import anyio
import pandas as pd
import trio


class Drawer:
    """A cash drawer; opening it pops the tray."""

    def __init__(self) -> None:
        self.opened = 0

    def open(self, amount: int) -> "Drawer":
        self.opened += amount
        return self

    def read_text(self) -> str:
        return f"drawer opened {self.opened} times"


def render_to_disk(path: Path, lines: list[str]) -> int:
    with open(path, "w") as out:
        return out.write("\n".join(lines))


async def template(name: str) -> str:
    async with aiofiles.open(f"/srv/templates/{name}") as handle:
        return await handle.read()


async def logo(path: anyio.Path) -> bytes:
    return await path.read_bytes()


async def terms(path: str) -> str:
    return await trio.Path(path).read_text()


async def bundle(documents: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in documents.items():
            archive.writestr(name, text)
    return gzip.compress(buffer.getvalue())


async def totals(csv_text: str) -> float:
    frame = pd.read_csv(io.StringIO(csv_text))
    return float(frame["amount"].sum())


async def sell(drawer: Drawer, amount: int) -> str:
    with_change = drawer.open(amount)
    await asyncio.sleep(0)
    return with_change.read_text()


async def invoice(number: int, lines: list[str]) -> int:
    path = Path("/srv/out") / f"{number}.txt"
    written = await asyncio.to_thread(render_to_disk, path, lines)
    loop = asyncio.get_running_loop()
    back = await loop.run_in_executor(None, partial(path.read_text, encoding="utf-8"))
    await asyncio.to_thread(path.write_bytes, back.encode())
    return written


async def main() -> None:
    text = await template("invoice.txt")
    head = await logo(anyio.Path("/srv/logo.png"))
    data = await bundle({"a.txt": text, "meta.json": json.dumps({"logo": len(head)})})
    print(len(data), await totals("amount\n1\n2\n"), await sell(Drawer(), 3))
    await invoice(7, ["a", "b"])


if __name__ == "__main__":
    asyncio.run(main())
