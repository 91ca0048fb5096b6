"""Metrics collector: drains its queues in batches."""
import asyncio
import logging
import queue
import threading
import time

import trio

log = logging.getLogger("metrics")


class Collector(threading.Thread):
    def __init__(self, sink) -> None:
        super().__init__(daemon=True)
        self._points: queue.Queue = queue.Queue(maxsize=1000)
        self._sink = sink
        self._stop_requested = threading.Event()

    def add(self, point) -> None:
        self._points.put(point)

    def stop(self) -> None:
        self._stop_requested.set()

    def _drain(self) -> list:
        batch = []
        while True:
            try:
                batch.append(self._points.get_nowait())
            except queue.Empty:
                break
        return batch

    def run(self) -> None:
        while not self._stop_requested.wait(1.0):
            if batch := self._drain():
                self._sink.write(batch)


def follow(lines: queue.Queue, handle) -> None:
    while True:
        try:
            line = lines.get_nowait()
        except queue.Empty:
            time.sleep(0.2)
            continue
        if line is None:
            return
        handle(line)


def start_following(lines: queue.Queue, handle) -> threading.Thread:
    thread = threading.Thread(target=follow, args=(lines, handle))
    thread.start()
    return thread


def take_some(urgent: queue.Queue, normal: queue.Queue):
    """Urgent points first, else wait for a normal one."""
    while True:
        try:
            return urgent.get_nowait()
        except queue.Empty:
            pass
        try:
            return normal.get(timeout=0.1)
        except queue.Empty:
            continue


async def aggregate(samples: asyncio.Queue, flush) -> None:
    total = 0.0
    while True:
        try:
            total += samples.get_nowait()
        except asyncio.QueueEmpty:
            await flush(total)
            total = await samples.get()


async def decimate(source: trio.MemoryReceiveChannel, sink: trio.MemorySendChannel) -> None:
    async with source, sink:
        while True:
            latest = None
            for _ in range(10):
                try:
                    latest = source.receive_nowait()
                except trio.WouldBlock:
                    continue
                except trio.EndOfChannel:
                    return
            if latest is not None:
                await sink.send(latest)
            await trio.sleep(0.01)


def pick(free: list[queue.Queue]):
    """Bounded by the number of queues."""
    remaining = list(free)
    while remaining:
        try:
            return remaining.pop().get_nowait()
        except queue.Empty:
            continue
    return None
