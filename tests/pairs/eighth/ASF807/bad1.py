"""Collects meter readings and ships them in batches."""
from __future__ import annotations

import asyncio
import logging
import queue
import threading
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("meters")


class Shipper:
    def __init__(self, client) -> None:
        self._batches: queue.Queue[list | None] = queue.Queue(maxsize=10)
        self._client = client
        self._thread = threading.Thread(target=self._ship)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._batches.put(None)
        self._thread.join()

    def collect(self, readings, size: int) -> None:
        batch: list = []
        for reading in readings:
            batch.append(reading)
            if len(batch) >= size:
                self._batches.put(batch)
                batch.clear()  # expect: ASF807

    def _ship(self) -> None:
        while (batch := self._batches.get()) is not None:
            self._client.post(batch)


def scale(rows: list[dict], out: queue.SimpleQueue) -> None:
    row: dict = {}
    for source in rows:
        row["id"] = source["id"]  # expect: ASF807
        out.put(row)
    out.put(None)


async def stream(meter, outgoing: asyncio.Queue) -> None:
    frame = bytearray()
    async for chunk in meter:
        frame.extend(chunk)  # expect: ASF807
        if chunk.endswith(b"\n"):
            await outgoing.put(frame)


def checksum(values: list[int]) -> int:
    return sum(value * position for position, value in enumerate(values))


def verify(values: list[int], pool: ThreadPoolExecutor) -> int:
    pending = pool.submit(checksum, values)
    values.sort()  # expect: ASF807
    median = values[len(values) // 2]
    log.info("median %d", median)
    return pending.result()


async def send(client, payload: dict) -> None:
    await client.connect()
    await client.post(payload)


async def report(client, meters: list[str]) -> None:
    payload = {"meters": meters, "final": False}
    task = asyncio.create_task(send(client, payload))
    await client.flush()
    payload["final"] = True  # expect: ASF807
    await asyncio.gather(task, send(client, {"meters": [], "final": True}))
