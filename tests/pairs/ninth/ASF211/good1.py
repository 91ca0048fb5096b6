"""Sprite loader of a game engine: shared caches have shared locks."""
from __future__ import annotations

import asyncio
import logging
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any, ClassVar

log = logging.getLogger("sprites")

_atlas_lock = threading.Lock()
_atlas: dict[str, bytes] = {}
DEFAULT_SIZE = 64


class Sprite:
    _class_lock: ClassVar[threading.Lock] = threading.Lock()
    loaded: ClassVar[int] = 0

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = threading.Lock()
        self.size = DEFAULT_SIZE
        self.frames: list[bytes] = []
        self.stats: Counter[str] = Counter()

    def load(self, read: Callable[[str], bytes]) -> None:
        data = read(self.name)
        with self._class_lock:
            Sprite.loaded += 1
        with self._lock:
            self.frames.append(data)
            self.stats["load"] += 1

    def share(self) -> None:
        with self._lock:
            data = b"".join(self.frames)
        with _atlas_lock:
            _atlas[self.name] = data

    def both(self) -> int:
        with self._lock, _atlas_lock:
            _atlas[self.name] = b"".join(self.frames)
            return len(_atlas)

    def scale(self, factor: int) -> int:
        with self._lock:
            self.size = DEFAULT_SIZE * factor
            return self.size

    def rename(self, name: str) -> None:
        with self._lock:
            _atlas_key = name.casefold()
            self.name = _atlas_key

    @classmethod
    def count(cls) -> int:
        with cls._class_lock:
            return cls.loaded


class Loader:
    """Gets the module's lock handed in."""

    def __init__(self, lock: threading.Lock, table: dict[str, bytes]) -> None:
        self._lock = lock
        self._table = table

    def add(self, name: str, data: bytes) -> None:
        with self._lock:
            self._table[name] = data


loader = Loader(_atlas_lock, _atlas)


class Scene:
    _turn: ClassVar[asyncio.Lock] = asyncio.Lock()
    active: ClassVar[Any] = None

    def __init__(self, name: str) -> None:
        self.name = name
        self._own = asyncio.Lock()
        self.entered = 0

    async def enter(self) -> None:
        async with self._turn:
            await asyncio.sleep(0)
            Scene.active = self.name
        async with self._own:
            await asyncio.sleep(0)
            self.entered += 1
        log.info("entered %s", self.name)
