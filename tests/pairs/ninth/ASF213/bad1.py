"""Shared-memory arena: buffers return to a free list when they are dropped."""
from __future__ import annotations

import gc
import logging
import signal
import threading
import weakref
from types import FrameType
from typing import Any

log = logging.getLogger("arena")


class Arena:
    def __init__(self, size: int) -> None:
        self._lock = threading.Lock()
        self._free: list[int] = list(range(size))
        self._refs: dict[int, Any] = {}

    def take(self) -> int:
        with self._lock:
            return self._free.pop()

    def give_back(self, slot: int) -> None:
        with self._lock:
            self._free.append(slot)

    def watch(self, slot: int, owner: object) -> None:
        def gone(ref: "weakref.ref[object]") -> None:
            log.debug("owner %r of %d is gone", ref, slot)
            with self._lock:  # expect: ASF213
                self._refs.pop(slot, None)

        with self._lock:
            self._refs[slot] = weakref.ref(owner, gone)


class Buffer:
    def __init__(self, arena: Arena) -> None:
        self._arena = arena
        self.slot = arena.take()
        self.data = bytearray(64)

    def __len__(self) -> int:
        return len(self.data)

    def __del__(self) -> None:
        self._arena.give_back(self.slot)  # expect: ASF213


class Statistics:
    """Collection pauses and dump requests; dumped on SIGUSR1."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._collections: dict[int, int] = {}

    def install(self) -> None:
        gc.callbacks.append(self._on_gc)
        signal.signal(signal.SIGUSR1, self._dump)

    def _on_gc(self, phase: str, info: dict[str, int]) -> None:
        if phase != "stop":
            return
        self._mutex.acquire()  # expect: ASF213
        try:
            generation = info["generation"]
            self._collections[generation] = self._collections.get(generation, 0) + 1
        finally:
            self._mutex.release()

    def _dump(self, signum: int, frame: FrameType | None) -> None:
        log.info("signal %d: %s", signum, self.summary())  # expect: ASF213

    def summary(self) -> str:
        with self._mutex:
            return ", ".join(f"gen{key}: {count}" for key, count in sorted(self._collections.items()))


class RingHandler(logging.Handler):
    def __init__(self, size: int) -> None:
        super().__init__()
        self._guard = threading.Lock()
        self._size = size
        self._lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = self.format(record)
        with self._guard:  # expect: ASF213
            self._lines.append(line)
            del self._lines[: -self._size]

    def clear(self) -> None:
        with self._guard:
            logging.getLogger().info("clearing %d lines", len(self._lines))
            self._lines.clear()
