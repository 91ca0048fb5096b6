import asyncio
import gzip
import io
from contextlib import AsyncExitStack
from pathlib import Path, PurePosixPath

import anyio


class Door:
    def __init__(self, send):
        self.send = send

    async def open(self, name):
        await self.send(f"open {name}")
        return name


class Exporter:
    def __init__(self, directory):
        self.directory = Path(directory)

    def _save(self, name, text):
        with open(self.directory / name, "w") as out:
            out.write(text)

    async def export(self, name, rows):
        buffer = io.StringIO()
        for row in rows:
            buffer.write(",".join(map(str, row)) + "\n")
        buffer.seek(0)
        text = buffer.read()
        await asyncio.to_thread(self._save, name, text)

    async def load(self, name):
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(None, (self.directory / name).read_bytes)


async def read_config(path):
    return await anyio.Path(path).read_text()


async def copy(source, target):
    async with await anyio.open_file(source, "rb") as src:
        data = await src.read()
    async with await anyio.open_file(target, "wb") as dst:
        await dst.write(data)
    return PurePosixPath(target).name


async def unlock(door: Door, names):
    async with AsyncExitStack() as stack:
        for name in names:
            stack.push_async_callback(door.send, f"close {name}")
            await door.open(name)


def unpack(path):
    with gzip.open(path, "rt") as fh:
        return fh.read().splitlines()
