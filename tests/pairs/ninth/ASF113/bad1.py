"""Photo importer: hashes, decodes and indexes pictures away from the loop."""
from __future__ import annotations

import asyncio
import hashlib
import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import Process

import anyio
import trio

log = logging.getLogger("importer")


@dataclass
class Picture:
    name: str
    data: bytes
    digest: str = ""


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def decode(data: bytes) -> list[int]:
    return sorted(data)


class Index:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows: dict[str, str] = {}

    def rebuild(self) -> int:
        with self._lock:
            self._rows = {key: self._rows[key] for key in sorted(self._rows)}
            return len(self._rows)

    def add(self, picture: Picture) -> None:
        with self._lock:
            self._rows[picture.digest] = picture.name


class Importer:
    def __init__(self, index: Index, workers: int = 4) -> None:
        self.index = index
        self.pool = ThreadPoolExecutor(workers)
        self._submit = self.pool.submit

    async def add(self, picture: Picture) -> None:
        picture.digest = await asyncio.to_thread(digest(picture.data))  # expect: ASF113
        self.index.add(picture)

    def queue_all(self, pictures: list[Picture]) -> list[Future[list[int]]]:
        return [self._submit(decode(picture.data)) for picture in pictures]  # expect: ASF113

    async def reindex(self) -> int:
        loop = asyncio.get_running_loop()
        rows: int = await loop.run_in_executor(
            self.pool,
            self.index.rebuild(),  # expect: ASF113
        )
        log.info("%d rows", rows)
        return rows

    def reindex_later(self, delay: float) -> threading.Timer:
        timer = threading.Timer(delay, self.index.rebuild)
        timer.daemon = True
        timer.start()
        return timer

    def reindex_in_background(self) -> threading.Thread:
        spec = {"name": "reindex", "daemon": True}
        thread = threading.Thread(None, self.index.rebuild(), **spec)  # expect: ASF113
        thread.start()
        return thread

    def close(self) -> None:
        self.pool.shutdown(cancel_futures=True)


async def decode_all(pictures: list[Picture]) -> list[list[int]]:
    decoded: list[list[int]] = []
    offload = anyio.to_thread.run_sync
    for picture in pictures:
        decoded.append(await offload(decode(picture.data)))  # expect: ASF113
    return decoded


async def count(index: Index) -> int:
    return await trio.to_thread.run_sync(index.rebuild)


def export(pictures: list[Picture]) -> Process:
    process = Process(target=print, args=(len(pictures), "pictures"), name="export")
    process.start()
    return process
