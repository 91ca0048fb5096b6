"""Photo book renderer: lays out pages and writes them to disk off the loop."""
from __future__ import annotations

import asyncio
import io
import json
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

import aiofiles
import anyio
import trio

log = logging.getLogger("book")


class Page:
    def __init__(self, number: int) -> None:
        self.number = number
        self._body = io.StringIO()
        self.is_open = False

    def open(self) -> "Page":
        self.is_open = True
        return self

    def write_text(self, text: str) -> int:
        return self._body.write(text)

    def read(self) -> str:
        return self._body.getvalue()


def save(page: Page, folder: Path) -> Path:
    target = folder / f"{page.number:03}.svg"
    with open(target, "w", encoding="utf-8") as out:
        out.write(page.read())
    return target


async def compose(numbers: range) -> list[Page]:
    pages: list[Page] = []
    for number in numbers:
        page = Page(number).open()
        page.write_text(f"<svg id='{number}'/>")
        pages.append(page)
        await asyncio.sleep(0)
    return pages


async def bundle(pages: list[Page]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for page in pages:
            archive.writestr(f"{page.number}.svg", page.read())
    await asyncio.sleep(0)
    return buffer.getvalue()


async def load_theme(path: str) -> dict[str, Any]:
    async with aiofiles.open(path, encoding="utf-8") as source:
        return json.loads(await source.read())


async def load_fonts(folder: str) -> list[bytes]:
    fonts: list[bytes] = []
    for name in ("regular.ttf", "bold.ttf"):
        fonts.append(await anyio.Path(folder, name).read_bytes())
    return fonts


async def read_notes(path: str) -> str:
    async with await trio.open_file(path) as notes:
        return await notes.read()


async def target_name(folder: PurePath, title: str) -> PurePath:
    await asyncio.sleep(0)
    return folder.joinpath(title).with_suffix(".zip")


class Book:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _spill(self, data: bytes, name: str) -> int:
        return (self.folder / name).write_bytes(data)

    def _captions(self, name: str) -> Iterator[str]:
        with (self.folder / name).open() as lines:
            yield from (line.strip() for line in lines)

    async def render(self, count: int) -> int:
        pages = await compose(range(count))
        for page in pages:
            await asyncio.to_thread(save, page, self.folder)
        data = await bundle(pages)
        return await asyncio.to_thread(self._spill, data, "book.zip")

    async def captions(self) -> list[str]:
        return await asyncio.to_thread(lambda: list(self._captions("captions.txt")))
