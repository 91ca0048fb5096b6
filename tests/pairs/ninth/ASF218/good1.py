"""Watch list of a file synchroniser: listeners are copied first and called without the lock."""
from __future__ import annotations

import asyncio
import functools
import logging
import threading
from collections.abc import Awaitable, Callable
from typing import Any

log = logging.getLogger("watch")

Listener = Callable[[str], None]


def normalise(path: str) -> str:
    return path.rstrip("/") or "/"


class Watches:
    def __init__(self, on_idle: Callable[[], None] | None = None) -> None:
        self._lock = threading.Lock()
        self._listeners: list[Listener] = []
        self._paths: dict[str, int] = {}
        self._on_idle = on_idle

    def listen(self, listener: Listener) -> None:
        with self._lock:
            self._listeners.append(listener)

    def fire(self, path: str) -> None:
        with self._lock:
            listeners = tuple(self._listeners)
            self._paths[path] = self._paths.get(path, 0) + 1
        for listener in listeners:
            listener(path)

    def drop(self, path: str) -> bool:
        with self._lock:
            known = self._paths.pop(self._key(path), None) is not None
            idle = not self._paths
        if idle and self._on_idle is not None:
            self._on_idle()
        return known

    def _key(self, path: str) -> str:
        return normalise(path)

    def bind(self, listener: Callable[..., None], *args: Any) -> None:
        with self._lock:
            self._listeners.append(functools.partial(listener, *args))

    def deferred(self, listener: Listener) -> Callable[[], None]:
        with self._lock:
            count = len(self._paths)

            def call() -> None:
                listener(str(count))

        return call

    def sorted(self) -> list[str]:
        with self._lock:
            return sorted(self._paths, key=len)

    def busiest(self) -> str | None:
        with self._lock:
            if not self._paths:
                return None
            return max(self._paths.items(), key=lambda item: item[1])[0]


class Memo:
    def __init__(self, compute: Callable[[str], int]) -> None:
        self._compute = compute
        self._lock = threading.Lock()
        self._values: dict[str, int] = {}

    def get(self, key: str) -> int:
        with self._lock:
            if key in self._values:
                return self._values[key]
        value = self._compute(key)
        with self._lock:
            return self._values.setdefault(key, value)

    def reserve(self, make: type[dict[str, int]] = dict) -> None:
        fresh = make()
        with self._lock:
            self._values = fresh


class AsyncWatches:
    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._seen: list[str] = []

    async def fire(self, path: str, tell: Callable[[str], Awaitable[None]]) -> None:
        async with self._turn:
            await asyncio.sleep(0)
            self._seen.append(path)
        await tell(path)
        log.debug("told about %s", path)
