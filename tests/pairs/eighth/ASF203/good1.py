"""Rooms, doors and visitors of a museum guide."""
from __future__ import annotations

import asyncio
import logging
import threading
from typing import Callable

logger = logging.getLogger("museum")

_catalogue: dict[str, int] = {}
_catalogue_lock = threading.Lock()
_sounds_lock = threading.Lock()


def _add_locked(name: str, room: int) -> None:
    _catalogue[name] = room


def add(name: str, room: int) -> None:
    with _catalogue_lock:
        _add_locked(name, room)


def add_all(names: list[str], room: int) -> None:
    with _catalogue_lock:
        for name in names:
            _add_locked(name, room)
    add("entrance", room)


class Visitor:
    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = threading.Lock()
        self._seen: list[str] = []

    def see(self, exhibit: str) -> None:
        with self._lock:
            self._seen.append(exhibit)

    def count(self) -> int:
        with self._lock:
            return len(self._seen)


class Room:
    def __init__(self, number: int) -> None:
        self.number = number
        self._lock = threading.Lock()
        self._tree = threading.RLock()
        self._changed = threading.Condition()
        self._visitors: list[Visitor] = []
        self._parent: Room | None = None

    def enter(self, visitor: Visitor) -> None:
        with self._lock:
            self._visitors.append(visitor)
            visitor.see(f"room {self.number}")
        with self._changed:
            self._notify()

    def _notify(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def depth(self) -> int:
        with self._tree:
            return 0 if self._parent is None else self._height()

    def _height(self) -> int:
        with self._tree:
            parent = self._parent
            return 1 if parent is None else 2

    def greeter(self) -> Callable[[], int]:
        with self._lock:
            names = [visitor.name for visitor in self._visitors]

            def greet() -> int:
                with self._lock:
                    return len(self._visitors) + len(names)

        return greet

    def peek(self) -> int:
        with self._lock:
            return self._size()

    def _size(self) -> int:
        if self._lock.acquire(blocking=False):
            try:
                logger.debug("nobody held the lock")
            finally:
                self._lock.release()
        return self.number

    def leave(self, visitor: Visitor) -> int:
        with self._lock:
            self._visitors.remove(visitor)
        return self.peek()


class Tour:
    def __init__(self) -> None:
        self._mic = asyncio.Lock()
        self._door = asyncio.Lock()

    async def speak(self, text: str) -> int:
        async with self._mic:
            await asyncio.sleep(0.01)
            return len(text)

    async def open(self) -> int:
        async with self._door:
            return await self.speak("welcome")


def main() -> None:
    add_all(["vase", "coin"], 3)
    room, ann = Room(3), Visitor("ann")
    room.enter(ann)
    logger.info("%d %d %d", room.greeter()(), room.depth(), ann.count())
    room.leave(ann)
    print(asyncio.run(Tour().open()))


if __name__ == "__main__":
    main()
