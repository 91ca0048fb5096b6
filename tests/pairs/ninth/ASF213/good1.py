"""Texture manager: finalisers only note what has gone, the owner cleans up."""
from __future__ import annotations

import asyncio
import gc
import logging
import signal
import threading
import weakref
from collections import deque
from types import FrameType

log = logging.getLogger("textures")


class Textures:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._free: list[int] = []
        self._dropped: deque[int] = deque()

    def note_dropped(self, number: int) -> None:
        self._dropped.append(number)

    def collect(self) -> int:
        count = 0
        with self._lock:
            while self._dropped:
                self._free.append(self._dropped.popleft())
                count += 1
        return count


class Texture:
    def __init__(self, owner: Textures, number: int) -> None:
        self._owner = owner
        self.number = number

    def __del__(self) -> None:
        self._owner.note_dropped(self.number)


class Sampler:
    """Its lock is re-entrant: the finaliser may interrupt a holder."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._bound: dict[int, int] = {}

    def bind(self, unit: int, number: int) -> None:
        with self._lock:
            self._bound[unit] = number

    def unbind(self, unit: int) -> None:
        with self._lock:
            self._bound.pop(unit, None)

    def attach(self, owner: object, unit: int) -> "weakref.finalize[..., object]":
        return weakref.finalize(owner, self.unbind, unit)


class GcMeter:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._runs = 0

    def install(self) -> None:
        gc.callbacks.append(self._on_gc)

    def _on_gc(self, phase: str, info: dict[str, int]) -> None:
        if phase != "stop" or not self._lock.acquire(blocking=False):
            return
        try:
            self._runs += 1
        finally:
            self._lock.release()

    def runs(self) -> int:
        with self._lock:
            return self._runs


class CountingHandler(logging.Handler):
    """Uses the handler's own lock, which logging makes re-entrant."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[str, int] = {}

    def emit(self, record: logging.LogRecord) -> None:
        self.acquire()
        try:
            self._counts[record.name] = self._counts.get(record.name, 0) + 1
        finally:
            self.release()


class Server:
    def __init__(self, textures: Textures) -> None:
        self._textures = textures
        self._stop = asyncio.Event()
        self.reload_wanted = False

    def _on_term(self) -> None:
        log.info("collected %d", self._textures.collect())
        self._stop.set()

    def _on_hup(self, signum: int, frame: FrameType | None) -> None:
        self.reload_wanted = True

    def install(self) -> None:
        signal.signal(signal.SIGHUP, self._on_hup)

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self._on_term)
        await self._stop.wait()
