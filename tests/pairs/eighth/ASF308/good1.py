"""Satellite downlink: many workers around files, sockets and sessions."""
from __future__ import annotations

import asyncio
import hashlib
import logging
import socket
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp

log = logging.getLogger("downlink")


async def fetch(session: aiohttp.ClientSession, url: str) -> bytes:
    async with session.get(url) as response:
        return await response.read()


async def fetch_pass(urls: list[str]) -> int:
    async with aiohttp.ClientSession() as session:
        jobs = [asyncio.create_task(fetch(session, url)) for url in urls]
        blobs = await asyncio.gather(*jobs)
    return sum(map(len, blobs))


async def fetch_grouped(urls: list[str]) -> list[bytes]:
    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
        jobs = [group.create_task(fetch(session, url)) for url in urls]
    return [job.result() for job in jobs]


async def own_session(url: str) -> bytes:
    async with aiohttp.ClientSession() as session:
        return await fetch(session, url)


async def fetch_stacked(urls: list[str]) -> list[bytes]:
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession())
        group = await stack.enter_async_context(asyncio.TaskGroup())
        jobs = [group.create_task(fetch(session, url)) for url in urls]
    return [job.result() for job in jobs]


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Archive:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.pool = ThreadPoolExecutor(2)

    def check(self, name: str) -> Future[str]:
        with (self.root / name).open("rb") as handle:
            data = handle.read()
            return self.pool.submit(digest, data)

    def count(self, name: str) -> int:
        with (self.root / name).open("rb") as handle:
            job = self.pool.submit(handle.read)
            return len(job.result())

    def close(self) -> None:
        self.pool.shutdown()


def listen(address: tuple[str, int], frames: list[bytes]) -> None:
    with socket.create_connection(address) as sock:

        def pump() -> None:
            while chunk := sock.recv(4096):
                frames.append(chunk)

        thread = threading.Thread(target=pump)
        thread.start()
        sock.sendall(b"GO\n")
        thread.join()


async def single(url: str) -> bytes:
    task = asyncio.create_task(own_session(url))
    async with aiohttp.ClientSession() as session:
        other = asyncio.create_task(fetch(session, url))
        try:
            return await task + await other
        finally:
            other.cancel()
            await asyncio.wait({other})


def main() -> None:
    archive = Archive(Path("/var/lib/downlink"))
    job = archive.check("orbit.bin")
    log.info("%s %d", job.result(), archive.count("orbit.bin"))
    archive.close()
    frames: list[bytes] = []
    listen(("127.0.0.1", 4711), frames)
    urls = ["https://example.org/1", "https://example.org/2"]
    total = asyncio.run(fetch_pass(urls))
    log.info("%d bytes, %d frames", total, len(frames))
    asyncio.run(fetch_grouped(urls))
    asyncio.run(fetch_stacked(urls))
    asyncio.run(single(urls[0]))


if __name__ == "__main__":
    main()
