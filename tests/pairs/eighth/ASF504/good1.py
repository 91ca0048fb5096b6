"""Geocoder worker pool."""
from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cache

log = logging.getLogger(__name__)

_index: dict[str, tuple[float, float]] | None = None
_index_lock = threading.Lock()


def build_index() -> dict[str, tuple[float, float]]:
    return {"berlin": (52.5, 13.4), "paris": (48.9, 2.4)}


def index() -> dict[str, tuple[float, float]]:
    global _index
    if _index is None:
        with _index_lock:
            if _index is None:
                _index = build_index()
    return _index


class Geocoder:
    def __init__(self, names: list[str]) -> None:
        self._names = names
        self._lock = threading.RLock()
        self._cache: dict[str, tuple[float, float]] = {}
        self._failed: dict[str, int] = {}
        self._local = threading.local()
        self._summary: str | None = None

    def _buffer(self) -> list[str]:
        if not hasattr(self._local, "buffer"):
            self._local.buffer = []
        return self._local.buffer

    def locate(self, name: str) -> tuple[float, float]:
        self._buffer().append(name)
        with self._lock:
            if name not in self._cache:
                self._cache[name] = index().get(name, (0.0, 0.0))
            return self._cache[name]

    def fail(self, name: str) -> None:
        with self._lock:
            self._forget(name)
            self._failed[name] = self._failed.get(name, 0) + 1

    def _forget(self, name: str) -> None:
        if name in self._cache:
            del self._cache[name]

    def work(self, name: str) -> str:
        seen: dict[str, int] = {}
        for part in name.split("-"):
            if part not in seen:
                seen[part] = len(seen)
        latitude, longitude = self.locate(name)
        if (latitude, longitude) == (0.0, 0.0):
            self.fail(name)
        return f"{name}: {latitude:.1f} {longitude:.1f} ({len(seen)} parts)"

    def run(self) -> list[str]:
        with ThreadPoolExecutor(4) as pool:
            lines = list(pool.map(self.work, self._names))
        if self._summary is None:
            self._summary = f"{len(lines)} names"
        log.info("%s", self._summary)
        return lines


class Labels:
    def __init__(self) -> None:
        self._slots: dict[str, threading.Event] = {}

    def slot(self, name: str) -> threading.Event:
        return self._slots.setdefault(name, threading.Event())

    def announce(self, name: str) -> None:
        self.slot(name).set()
        self._slots.pop(name, None)


@cache
def country(code: str) -> str:
    return {"de": "Germany", "fr": "France"}.get(code, code)


def announce_all(labels: Labels, names: list[str]) -> None:
    threads = [threading.Thread(target=labels.announce, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    print(Geocoder(["berlin", "paris", "atlantis"]).run())
    announce_all(Labels(), [country("de"), country("fr")])
