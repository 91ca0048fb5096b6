"""Device registry shared by request threads."""
import asyncio
import logging
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field

log = logging.getLogger("registry")


@dataclass
class Device:
    name: str
    tags: list[str] = field(default_factory=list)


class Registry:
    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._devices: dict[str, Device] = {}
        self._events: list[str] = []
        self._by_room: dict[str, set[str]] = {}
        self._count = 0

    @contextmanager
    def _locked(self):
        self._lock.acquire()
        try:
            yield self
        finally:
            self._lock.release()

    def add(self, device: Device, room: str) -> None:
        with self._lock:
            self._devices[device.name] = device
            self._by_room.setdefault(room, set()).add(device.name)
            self._events.append(f"added {device.name}")
            self._count += 1

    def remove(self, name: str, room: str) -> None:
        with self._locked():
            self._devices.pop(name, None)
            self._by_room[room].discard(name)
            self._events.append(f"removed {name}")

    def devices(self) -> dict[str, Device]:
        with self._lock:
            return self._devices  # expect: ASF803

    @property
    def events(self) -> list[str]:
        with self._lock:
            log.debug("%d events", len(self._events))
            events = self._events
            return events  # expect: ASF803

    def room(self, room: str) -> set[str]:
        with self._lock:
            if room in self._by_room:
                return self._by_room[room]  # expect: ASF803
        return set()

    def count(self) -> int:
        with self._lock:
            return self._count


class Inventory:
    def __init__(self, client) -> None:
        self.client = client
        self.lock = asyncio.Lock()
        self.items: list[dict] = []

    async def reload(self) -> None:
        async with self.lock:
            self.items.clear()
            async for item in self.client.items():
                self.items.append(item)

    async def snapshot(self) -> list[dict]:
        async with self.lock:
            return self.items  # expect: ASF803
