"""Click stream: batches leave for the writer, counters stay."""
from __future__ import annotations

import asyncio
import logging
import multiprocessing
import queue
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("clicks")


def batches(clicks, out: queue.Queue, size: int) -> None:
    batch: list = []
    for click in clicks:
        batch.append(click)
        if len(batch) == size:
            out.put(batch)
            batch = []
    out.put(batch)


def snapshots(clicks, out: queue.Queue) -> None:
    counts: dict[str, int] = {}
    for click in clicks:
        counts[click] = counts.get(click, 0) + 1
        if len(counts) == 100:
            out.put(dict(counts))
            counts.clear()


def rows(clicks, out: queue.Queue) -> None:
    for click in clicks:
        row = {"url": click}
        row["length"] = len(click)
        out.put(row)


def relay(clicks: list[str]) -> None:
    """A connection pickles before `send` returns."""
    ours, theirs = multiprocessing.Pipe()
    buffer: list[str] = []
    with ours, theirs:
        for click in clicks:
            buffer.append(click)
            ours.send(buffer)
            log.debug("%s", theirs.recv())
            buffer.clear()


def digest(values: list[int]) -> int:
    return sum(values)


def verify(values: list[int]) -> int:
    with ThreadPoolExecutor(1) as pool:
        total = pool.submit(digest, values).result()
        values.append(total)
    values.sort()
    return values[-1]


async def post(client, payload: dict) -> None:
    await client.send(payload)


async def report(client, pages: list[str]) -> None:
    payload: dict = {"pages": pages}
    task = asyncio.create_task(post(client, payload))
    await task
    payload["pages"] = []
    await post(client, payload)


async def tally(pages: asyncio.Queue, out: asyncio.Queue) -> None:
    seen: set[str] = set()
    while (page := await pages.get()) is not None:
        seen.add(page)
        await out.put(len(seen))
    await out.put(sorted(seen))
    seen.clear()


class Session:
    """Ownership moves with `put`; the attribute is rebound at once."""

    def __init__(self, out: queue.Queue) -> None:
        self._out = out
        self._events: list[str] = []

    def event(self, name: str) -> None:
        self._events.append(name)

    def close(self) -> None:
        self._out.put(self._events)
        self._events = []
        self._events.append("closed")
