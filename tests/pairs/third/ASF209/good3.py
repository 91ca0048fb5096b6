"""Smart home hub where doors, not mutexes, can be locked."""
import threading
from enum import Enum


class Position(Enum):
    OPEN = 0
    CLOSED = 1


class Door:
    """A door with a bolt; it knows nothing about threads."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.position = Position.CLOSED
        self._bolted = False

    def locked(self) -> bool:
        return self._bolted

    def acquire(self) -> None:
        self._bolted = True

    def release(self) -> None:
        self._bolted = False


class Hub:
    def __init__(self, doors: list[Door]) -> None:
        self.doors = doors
        self.mutex = threading.Lock()

    def night(self) -> list[str]:
        closed = []
        with self.mutex:
            for door in self.doors:
                if not door.locked():
                    door.acquire()
                    closed.append(door.name)
        return closed

    def gauge(self) -> dict[str, int]:
        return {"mutex_held": int(self.mutex.locked()), "doors": len(self.doors)}


if __name__ == "__main__":
    hub = Hub([Door("front"), Door("garage")])
    print(hub.gauge(), hub.night())
