"""Frame buffer between a camera grabber and its viewers."""
from __future__ import annotations

import asyncio
import logging
import threading
from contextlib import contextmanager

log = logging.getLogger(__name__)


class FrameBuffer:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._fresh = threading.Condition(self._lock)
        self._drained = threading.Condition()
        self._frame: bytes | None = None
        self._viewers = 0

    def publish(self, frame: bytes) -> None:
        with self._lock:
            self._frame = frame
        self._fresh.notify_all()  # expect: ASF602

    def latest(self, timeout: float) -> bytes | None:
        with self._fresh:
            self._fresh.wait_for(lambda: self._frame is not None, timeout)
            return self._frame

    @contextmanager
    def viewing(self):
        with self._drained:
            self._viewers += 1
        try:
            yield self
        finally:
            with self._drained:
                self._viewers -= 1
                self._drained.notify_all()

    def wait_idle(self) -> None:
        with self._lock:
            while self._frame is not None:
                self._drained.wait()  # expect: ASF602
            log.info("idle")


class SnapshotStore:
    """Latest snapshot for the HTTP handlers."""

    def __init__(self) -> None:
        self.cond = asyncio.Condition()
        self.jpeg = b""

    async def update(self, jpeg: bytes) -> None:
        self.jpeg = jpeg
        _announce(self.cond)

    async def next(self) -> bytes:
        async with self.cond:
            previous = self.jpeg
            while self.jpeg is previous:
                await self.cond.wait()
            return self.jpeg


def _announce(cond: asyncio.Condition) -> None:
    cond.notify_all()  # expect: ASF602


class Shutter:
    def __init__(self, buffers: list[FrameBuffer]) -> None:
        self.closed = threading.Condition()
        self.is_closed = False
        self.buffers = buffers

    def close(self) -> None:
        self.closed.acquire()
        try:
            self.is_closed = True
        finally:
            self.closed.release()
        wake = self.closed.notify
        wake()  # expect: ASF602

    def wait_closed(self) -> None:
        with self.closed:
            while not self.is_closed:
                self.closed.wait()
