"""Undo history of a drawing program, shared by the UI and the autosave thread."""
from __future__ import annotations

import asyncio
import copy
import logging
import threading
from collections.abc import Callable
from typing import Any

import trio

log = logging.getLogger("history")


class History:
    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._done: list[Any] = []
        self._undone: list[Any] = []

    def push(self, step: Any) -> None:
        with self._lock:
            self._done.append(step)
            self.clear_redo()

    def clear_redo(self) -> None:
        with self._lock:
            self._undone.clear()


class Signal:
    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._count = 0

    def bump(self) -> None:
        with self._changed:
            self._count += 1
            self._tell()

    def _tell(self) -> None:
        with self._changed:
            self._changed.notify_all()


class Document:
    def __init__(self, history: History) -> None:
        self._lock = threading.Lock()
        self._save_lock = threading.Lock()
        self._history = history
        self._shapes: dict[int, Any] = {}
        self._saved = 0

    def add(self, key: int, shape: Any) -> None:
        with self._lock:
            self._shapes[key] = shape
            size = self._size_locked()
        self._announce(size)

    def _size_locked(self) -> int:
        return len(self._shapes)

    def _announce(self, size: int) -> None:
        with self._lock:
            log.info("%d of %d shapes", size, len(self._shapes))

    def copy_to(self, render: Callable[[dict[int, Any]], None]) -> None:
        with self._lock:
            shapes = copy.copy(self._shapes)
        render(shapes)

    def save(self, write: Callable[[int], None]) -> None:
        with self._save_lock:
            count = self.size()
            write(count)
            self._saved = count

    def size(self) -> int:
        with self._lock:
            return self._size_locked()

    def hand_over(self) -> Callable[[], int]:
        with self._lock:

            def later() -> int:
                with self._lock:
                    return len(self._shapes)

            return later


class Uploader:
    def __init__(self) -> None:
        self._slots = asyncio.Semaphore(2)
        self._turn = asyncio.Lock()

    async def one(self, key: int) -> None:
        async with self._turn:
            await asyncio.sleep(key / 10)

    async def several(self, keys: list[int]) -> None:
        for key in keys:
            async with self._slots:
                await self.one(key)
            async with self._turn:
                await asyncio.sleep(0)


async def merge(left: trio.Lock, names: dict[str, trio.Lock]) -> None:
    for name, lock in names.items():
        async with lock:
            log.debug("merging %s", name)
            await trio.sleep(0)
    async with left:
        await trio.sleep(0)
    async with left:
        await trio.sleep(0.1)
