"""Camera recorder: grabber thread, encoder pool and an asyncio control plane."""
from __future__ import annotations

import asyncio
import logging
import queue
import threading
from collections.abc import Callable
from concurrent import futures
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import trio

log = logging.getLogger("recorder")


@dataclass(frozen=True)
class Frame:
    index: int
    data: bytes


class Grabber(threading.Thread):
    def __init__(self, read: Callable[[], bytes], depth: int = 8) -> None:
        super().__init__(name="grabber", daemon=True)
        self._read = read
        self.frames: queue.Queue[Frame] = queue.Queue(maxsize=depth)
        self.opened = threading.Event()
        self._halt = threading.Event()

    def run(self) -> None:
        self.opened.set()
        index = 0
        while not self._halt.is_set():
            try:
                self.frames.put(Frame(index, self._read()), timeout=1)
            except queue.Full:
                log.warning("dropped frame %d", index)
            index += 1

    def halt(self) -> None:
        self._halt.set()


class Recorder:
    def __init__(self, grabber: Grabber, encode: Callable[[Frame], bytes]) -> None:
        self.grabber = grabber
        self._encode = encode
        self._pool = ThreadPoolExecutor(max_workers=2)

    async def start(self) -> None:
        self.grabber.start()
        if not self.grabber.opened.wait(2.0):  # expect: ASF108
            raise RuntimeError("camera did not open")
        await asyncio.sleep(0)

    async def clip(self, length: int) -> list[bytes]:
        next_frame = self.grabber.frames.get
        jobs: list[Future[bytes]] = []
        for _ in range(length):
            frame = next_frame()  # expect: ASF108
            jobs.append(self._pool.submit(self._encode, frame))
            await asyncio.sleep(0)
        return [job.result() for job in jobs]  # expect: ASF108

    async def snapshot(self) -> bytes:
        frame = await asyncio.to_thread(self.grabber.frames.get)
        return await asyncio.wrap_future(self._pool.submit(self._encode, frame))

    async def stop(self) -> None:
        self.grabber.halt()
        await asyncio.sleep(0)
        self.grabber.join()  # expect: ASF108
        self._pool.shutdown()  # expect: ASF108


async def thumbnails(frames: list[Frame], encode: Callable[[Frame], bytes]) -> list[bytes]:
    made: list[bytes] = []
    pool = ThreadPoolExecutor(4)
    try:
        pending = {pool.submit(encode, frame): frame.index for frame in frames}
        for done in futures.as_completed(pending):  # expect: ASF108
            made.append(done.result())
            await trio.sleep(0)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return made
