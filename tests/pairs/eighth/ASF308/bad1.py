"""Feed aggregator: HTTP fetches, file parsing and a raw socket tail."""
from __future__ import annotations

import asyncio
import csv
import logging
import socket
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TextIO

import aiohttp
import trio

log = logging.getLogger("feeds")
pool = ThreadPoolExecutor(max_workers=2)


async def fetch(session: aiohttp.ClientSession, url: str) -> str:
    async with session.get(url) as response:
        response.raise_for_status()
        return await response.text()


async def fetch_all(urls: list[str]) -> list[str]:
    async with aiohttp.ClientSession() as session:
        jobs = [asyncio.create_task(fetch(session, url)) for url in urls]  # expect: ASF308
        log.info("%d fetches started", len(jobs))
    return await asyncio.gather(*jobs)


def count_rows(handle: TextIO) -> int:
    return sum(1 for _ in csv.reader(handle))


def import_file(path: Path) -> Future[int]:
    with path.open(newline="") as handle:
        header = handle.readline()
        log.info("%s: %s", path.name, header.strip())
        return pool.submit(count_rows, handle)  # expect: ASF308


class Tail:
    def __init__(self, host: str, port: int) -> None:
        self.address = (host, port)
        self.lines: list[bytes] = []

    def start(self) -> threading.Thread:
        with socket.create_connection(self.address) as sock:
            sock.sendall(b"TAIL\n")

            def pump() -> None:
                while chunk := sock.recv(4096):
                    self.lines.extend(chunk.splitlines())

            thread = threading.Thread(target=pump, daemon=True)
            thread.start()  # expect: ASF308
        return thread


class Recorder:
    def __init__(self, nursery: trio.Nursery) -> None:
        self.nursery = nursery

    async def _copy(self, source: trio.SocketStream, target: list[bytes]) -> None:
        async for chunk in source:
            target.append(bytes(chunk))

    async def record(self, host: str, target: list[bytes]) -> None:
        async with await trio.open_tcp_stream(host, 9000) as stream:
            await stream.send_all(b"subscribe\n")
            self.nursery.start_soon(self._copy, stream, target)  # expect: ASF308
        log.info("recording from %s", host)


async def record_all(hosts: list[str]) -> None:
    chunks: list[bytes] = []
    async with trio.open_nursery() as nursery:
        recorder = Recorder(nursery)
        for host in hosts:
            await recorder.record(host, chunks)


def main() -> None:
    texts = asyncio.run(fetch_all(["https://example.org/a.xml", "https://example.org/b.xml"]))
    rows = import_file(Path("feeds.csv")).result()
    tail = Tail("127.0.0.1", 7000)
    tail.start().join()
    log.info("%d texts, %d rows, %d lines", len(texts), rows, len(tail.lines))
    trio.run(record_all, ["10.0.0.2"])


if __name__ == "__main__":
    main()
