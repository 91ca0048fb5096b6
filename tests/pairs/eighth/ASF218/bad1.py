"""Observable settings store of a photo editor."""
from __future__ import annotations

import functools
import logging
import threading
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

logger = logging.getLogger("settings")

T = TypeVar("T")
Listener = Callable[[str, Any], None]


def normalise(key: str) -> str:
    return key.strip().lower().replace(" ", "_")


class Settings:
    def __init__(self, defaults: dict[str, Any] | None = None) -> None:
        self._lock = threading.Lock()
        self._values = dict(defaults or {})
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> None:
        with self._lock:
            self._listeners.append(listener)

    def get(self, key: str, default: Any = None) -> Any:
        with self._lock:
            return self._values.get(normalise(key), default)

    def set(self, key: str, value: Any) -> None:
        with self._lock:
            self._values[normalise(key)] = value
            for listener in self._listeners:
                listener(key, value)  # expect: ASF218

    def compute(self, key: str, factory: Callable[[], T]) -> T:
        key = normalise(key)
        self._lock.acquire()
        try:
            if (found := self._values.get(key)) is None:
                found = self._values[key] = factory()  # expect: ASF218
            return found
        finally:
            self._lock.release()


class Pipeline:
    def __init__(self, on_error: Callable[[Exception], bool]) -> None:
        self.on_error = on_error
        self._guard = threading.RLock()
        self._steps: list[Callable[[bytes], bytes]] = []
        self.failures = 0

    def add(self, step: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
        with self._guard:
            self._steps.append(step)
        return step

    def run(self, pixels: bytes) -> bytes:
        with self._guard:
            steps = list(self._steps)
        try:
            return functools.reduce(lambda data, step: step(data), steps, pixels)
        except ValueError as exc:
            with self._guard:
                self.failures += not self.on_error(exc)  # expect: ASF218
            return pixels


def apply_all(mutex: threading.Lock, names: Iterable[str], visit: Callable[[str], int]) -> int:
    with mutex:
        sizes = [visit(name) for name in names]  # expect: ASF218
    return sum(sizes)


def main() -> None:
    settings = Settings({"theme": "dark"})
    settings.subscribe(lambda key, value: logger.info("%s = %r", key, value))
    settings.set("Zoom Level", 2)
    pipeline = Pipeline(lambda exc: False)
    pipeline.add(bytes.upper)
    logger.info("%r", pipeline.run(b"pixels"))
    logger.info("%s", settings.compute("cache size", lambda: 64))
    logger.info("%d", apply_all(threading.Lock(), ["a", "bc"], len))


if __name__ == "__main__":
    main()
