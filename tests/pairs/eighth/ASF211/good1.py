"""Rooms of a chat server with counters per room and for all rooms."""
from __future__ import annotations

import logging
import threading
from typing import ClassVar

logger = logging.getLogger("chat")

_topics: dict[str, str] = {}
_topics_lock = threading.Lock()


class Room:
    visits = 0
    everybody: ClassVar[set[str]] = set()
    rooms: ClassVar[int] = 0
    _class_lock = threading.Lock()

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = threading.Lock()
        self._members: set[str] = set()
        with Room._class_lock:
            Room.rooms += 1

    def enter(self, user: str) -> None:
        with self._lock:
            self._members.add(user)
            self.visits += 1
        with self._class_lock:
            self.everybody.add(user)

    def leave(self, user: str) -> None:
        with self._lock:
            self._members.discard(user)
            with type(self)._class_lock:
                Room.everybody.discard(user)

    def topic(self, text: str) -> None:
        with self._lock:
            known = len(self._members)
            with _topics_lock:
                _topics[self.name] = text
        logger.info("%d members see %s", known, text)

    def rename(self, name: str) -> dict[str, int]:
        with self._lock:
            counts: dict[str, int] = {}
            for member in self._members:
                counts[member] = len(member)
            self.name = name
            return counts

    @classmethod
    def population(cls) -> int:
        with cls._class_lock:
            return len(cls.everybody)


class Archive:
    """All archives of a process share the lock that they are given."""

    saved: ClassVar[list[str]] = []

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock

    def save(self, text: str) -> None:
        with self._lock:
            Archive.saved.append(text)

    def newest(self) -> str:
        with self._lock:
            return Archive.saved[-1] if Archive.saved else ""


class Topic:
    def __init__(self, room: str) -> None:
        self.room = room
        self._lock = _topics_lock

    def set(self, text: str) -> None:
        with self._lock:
            _topics[self.room] = text

    def get(self) -> str:
        with self._lock:
            return _topics.get(self.room, "")


def main() -> None:
    lobby = Room("lobby")
    lobby.enter("ann")
    lobby.topic("weather")
    lobby.leave("ann")
    shared = threading.Lock()
    left, right = Archive(shared), Archive(shared)
    left.save("hello")
    logger.info("%s %s", right.newest(), lobby.rename("hall"))
    topic = Topic("hall")
    topic.set("news")
    logger.info("%s %d", topic.get(), Room.population())


if __name__ == "__main__":
    main()
