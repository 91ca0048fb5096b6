"""Sketchbook documents that can be copied, pickled and forked."""
from __future__ import annotations

import asyncio
import copy
import logging
import multiprocessing
import os
import pickle
import threading
from typing import Any

logger = logging.getLogger("sketch")

_worker_lock: Any = None


def init_worker(lock: Any) -> None:
    global _worker_lock
    _worker_lock = lock


def render(name: str) -> int:
    with _worker_lock:
        print("rendering", name)
    return len(name)


class Journal:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lines: list[str] = []
        os.register_at_fork(after_in_child=self._after_fork)

    def _after_fork(self) -> None:
        self._lock = threading.Lock()

    def write(self, line: str) -> None:
        with self._lock:
            self._lines.append(line)


class Sketch:
    def __init__(self, title: str) -> None:
        self.title = title
        self._setup()

    def _setup(self) -> None:
        self._lock = threading.RLock()
        self._strokes: list[tuple[int, int]] = []
        self._turn: asyncio.Lock | None = None

    @classmethod
    def from_strokes(cls, title: str, strokes: list[tuple[int, int]]) -> "Sketch":
        self = cls.__new__(cls)
        self.title = title
        self._lock = threading.RLock()
        self._strokes = list(strokes)
        self._turn = None
        return self

    def __getstate__(self) -> dict[str, Any]:
        with self._lock:
            return {"title": self.title, "strokes": list(self._strokes)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.title = state["title"]
        self._lock = threading.RLock()
        self._strokes = state["strokes"]
        self._turn = None

    def __copy__(self) -> "Sketch":
        other = Sketch(self.title)
        other._lock = threading.RLock()
        with self._lock:
            other._strokes = list(self._strokes)
        return other

    def draw(self, x: int, y: int) -> None:
        with self._lock:
            self._strokes.append((x, y))

    def count(self) -> int:
        with self._lock:
            return len(self._strokes)

    async def upload(self) -> int:
        if self._turn is None:
            self._turn = asyncio.Lock()
        async with self._turn:
            await asyncio.sleep(0.01)
            return self.count()


class Padlock:
    def __init__(self, code: str) -> None:
        self.code = code


class Cupboard:
    def __init__(self) -> None:
        self.lock = Padlock("0000")

    def change_lock(self, code: str) -> None:
        self.lock = Padlock(code)


def render_all(names: list[str]) -> list[int]:
    context = multiprocessing.get_context("spawn")
    with context.Pool(2, init_worker, (context.Lock(),)) as pool:
        return pool.map(render, names)


if __name__ == "__main__":
    sketch = Sketch("cat")
    sketch.draw(1, 2)
    twin = copy.copy(sketch)
    loaded = pickle.loads(pickle.dumps(Sketch.from_strokes("dog", [(0, 0)])))
    Journal().write(f"{twin.count()} {loaded.count()}")
    Cupboard().change_lock("4711")
    print(asyncio.run(sketch.upload()), render_all(["cat"]))
