"""Fonts for a typesetting server, read once and served from memory."""
from __future__ import annotations

import asyncio
import io
import json
import os
from functools import partial
from pathlib import Path
from typing import Callable

import aiofiles
import anyio


def read_font(path: str) -> bytes:
    with open(path, "rb") as handle:
        return handle.read()


def names_in(folder: str) -> list[str]:
    return sorted(entry for entry in os.listdir(folder) if entry.endswith(".otf"))


def reader_for(path: str) -> Callable[[], bytes]:
    return partial(read_font, path)


def decode(blob: bytes) -> list[str]:
    stream = io.TextIOWrapper(io.BytesIO(blob), encoding="utf-8", errors="replace")
    return [line.rstrip() for line in stream]


class Catalogue:
    """Built before the server starts."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.fonts = {name: read_font(os.path.join(folder, name)) for name in names_in(folder)}

    @property
    def size(self) -> int:
        return sum(map(len, self.fonts.values()))

    def path(self, name: str) -> Path:
        return Path(self.folder).joinpath(name).with_suffix(".otf")

    def index(self) -> str:
        buffer = io.StringIO()
        json.dump(sorted(self.fonts), buffer)
        return buffer.getvalue()


class Server:
    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    async def index(self) -> str:
        await asyncio.sleep(0)
        return self.catalogue.index()

    async def font(self, name: str) -> bytes:
        try:
            return self.catalogue.fonts[name]
        except KeyError:
            path = self.catalogue.path(name)
        return await asyncio.to_thread(read_font, str(path))

    async def upload(self, name: str, blob: bytes) -> int:
        async with aiofiles.open(self.catalogue.path(name), "wb") as out:
            await out.write(blob)
        return len(decode(blob))

    async def rescan(self) -> list[str]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(None, names_in, self.catalogue.folder)

    async def warm(self, name: str) -> int:
        load = reader_for(str(self.catalogue.path(name)))
        return len(await asyncio.to_thread(load))

    async def licence(self) -> str:
        return await anyio.Path(self.catalogue.folder, "LICENCE").read_text()


async def session(server: Server) -> None:
    print(await server.index(), server.catalogue.size)
    for name in await server.rescan():
        print(name, await server.warm(name), len(await server.font(name)))
    print(await server.licence(), await server.upload("new", b"OTTO"))


if __name__ == "__main__":
    asyncio.run(session(Server(Catalogue("/usr/share/fonts"))))
