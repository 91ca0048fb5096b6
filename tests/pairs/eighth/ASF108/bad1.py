"""Bridge between a threaded camera SDK and an async web front end."""
from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import queue
import threading
from typing import Any, Callable

logger = logging.getLogger("camera")


class Frame:
    __slots__ = ("number", "data")

    def __init__(self, number: int, data: bytes) -> None:
        self.number = number
        self.data = data


class Camera:
    """Frames are captured by a thread of the SDK."""

    def __init__(self, grab: Callable[[], bytes]) -> None:
        self._grab = grab
        self._warm = threading.Event()
        self._stop = threading.Event()
        self.frames: queue.Queue[Frame] = queue.Queue(maxsize=8)
        self._thread = threading.Thread(target=self._capture, daemon=True)

    def _capture(self) -> None:
        number = 0
        while not self._stop.is_set():
            data = self._grab()
            self._warm.set()
            number += 1
            try:
                self.frames.put(Frame(number, data), timeout=1)
            except queue.Full:
                logger.debug("dropped frame %d", number)

    async def start(self) -> None:
        self._thread.start()
        ready = self._warm
        if not ready.wait(timeout=5):  # expect: ASF108
            raise TimeoutError("camera did not deliver")

    async def next_frame(self) -> Frame:
        try:
            return self.frames.get(timeout=0.5)  # expect: ASF108
        except queue.Empty:
            raise LookupError("no frame") from None

    async def close(self) -> None:
        self._stop.set()
        await asyncio.to_thread(self._thread.join, 2)


async def encode(pool: concurrent.futures.Executor, frame: Frame) -> bytes:
    job = pool.submit(bytes.hex, frame.data)
    logger.debug("encoding frame %d", frame.number)
    await asyncio.sleep(0)
    text = job.result()  # expect: ASF108
    return text.encode()


async def push(frame: Frame, sink: Any) -> int:
    await sink.write(frame.data)
    return len(frame.data)


async def push_from_route(frame: Frame, sink: Any) -> int:
    loop = asyncio.get_running_loop()
    handle = asyncio.run_coroutine_threadsafe(push(frame, sink), loop)
    return handle.result(timeout=10)  # expect: ASF108


async def serve(camera: Camera, pool: concurrent.futures.Executor, sink: Any) -> None:
    await camera.start()
    try:
        while True:
            try:
                frame = await camera.next_frame()
            except LookupError:
                await asyncio.sleep(0.1)
                continue
            await encode(pool, frame)
            await push_from_route(frame, sink)
    finally:
        await camera.close()


def main(sink: Any) -> None:
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        asyncio.run(serve(Camera(lambda: b"\x00" * 64), pool, sink))
