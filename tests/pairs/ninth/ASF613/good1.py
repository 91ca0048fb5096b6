"""Audio callback queue and background loader of a music player."""
import asyncio
import contextlib
import logging
import queue
import threading
import time

log = logging.getLogger("player")


class Player:
    def __init__(self, device) -> None:
        self.device = device
        self.blocks: queue.Queue = queue.Queue(maxsize=16)
        self.requests: asyncio.Queue = asyncio.Queue(maxsize=16)
        self.closed = threading.Event()
        self.underruns = 0

    def callback(self) -> bytes:
        try:
            return self.blocks.get_nowait()
        except queue.Empty:
            self.underruns += 1
            return b"\0" * 512

    def discard(self) -> int:
        count = 0
        while True:
            try:
                self.blocks.get_nowait()
                count += 1
            except queue.Empty:
                break
        return count

    def flush(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                self.blocks.get_nowait()

    def feed(self, sink) -> None:
        while not self.closed.is_set():
            try:
                block = self.blocks.get_nowait()
            except queue.Empty:
                time.sleep(0.01)
                continue
            sink.write(block)

    def feed_blocking(self, sink) -> None:
        while not self.closed.is_set():
            try:
                block = self.blocks.get(timeout=0.25)
            except queue.Empty:
                continue
            sink.write(block)

    def sleepy(self, sink) -> None:
        while True:
            try:
                sink.write(self.blocks.get_nowait())
            except queue.Empty:
                if self.closed.wait(0.05):
                    return

    async def serve(self) -> None:
        while True:
            try:
                request = self.requests.get_nowait()
            except asyncio.QueueEmpty:
                request = await self.requests.get()
            await self.device.load(request)
            log.debug("loaded %r", request)
