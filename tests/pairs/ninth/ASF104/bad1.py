"""Firmware repository: receives images over HTTP and serves them to devices."""
from __future__ import annotations

import asyncio
import hashlib
import io
import logging
import shutil
import tempfile
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import BinaryIO

import pandas as pd

log = logging.getLogger("fw.repo")


class BadImage(ValueError):
    pass


class Repository:
    def __init__(self, root: str | Path, spool: Path) -> None:
        self.root = Path(root)
        self.manifest = self.root / "manifest.json"
        self._spool = spool
        self._publish = shutil.move
        self._lock = asyncio.Lock()

    async def receive(self, chunks: AsyncIterator[bytes]) -> tuple[Path, str]:
        digest = hashlib.sha256()
        buffer = io.BytesIO()
        async for chunk in chunks:
            digest.update(chunk)
            buffer.write(chunk)
        target = self._spool / digest.hexdigest()
        target.write_bytes(buffer.getvalue())  # expect: ASF104
        return target, digest.hexdigest()

    async def publish(self, spooled: Path, name: str) -> None:
        async with self._lock:
            await self._check(spooled)
            self._publish(spooled, self.root / name)  # expect: ASF104
        log.info("published %s", name)

    async def _check(self, image: Path) -> None:
        await asyncio.sleep(0)
        with zipfile.ZipFile(image) as archive:  # expect: ASF104
            names = archive.namelist()
        if "meta.json" not in names:
            raise BadImage(f"{image.name}: no metadata")

    async def inventory(self, reports: list[Path]) -> pd.DataFrame:
        load = pd.read_csv
        frames = [load(path, sep=";") for path in reports]  # expect: ASF104
        await asyncio.sleep(0)
        return pd.concat(frames, ignore_index=True)


async def stream(path: Path, writer: asyncio.StreamWriter, block: int = 65536) -> int:
    sent = 0
    source: BinaryIO
    with path.open("rb") as source:  # expect: ASF104
        while data := source.read(block):
            writer.write(data)
            await writer.drain()
            sent += len(data)
    return sent


async def serve(repo: Repository, host: str, port: int) -> None:
    async def on_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            name = (await reader.readline()).decode().strip()
            sent = await stream(repo.root / name, writer)
            log.debug("%s: %d bytes", name, sent)
        except OSError as exc:
            log.warning("client failed: %s", exc)
        finally:
            writer.close()

    server = await asyncio.start_server(on_client, host, port)
    async with server:
        await server.serve_forever()


def scratch() -> str:
    return tempfile.mkdtemp(prefix="fw-")
