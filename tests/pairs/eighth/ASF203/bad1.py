"""Registry of running instruments in a laboratory."""
from __future__ import annotations

import asyncio
import logging
import threading
from collections import deque

logger = logging.getLogger("lab")

_plugins: dict[str, type] = {}
_plugins_lock = threading.Lock()


def register(name: str, cls: type) -> None:
    with _plugins_lock:
        _plugins[name] = cls


def register_defaults(classes: dict[str, type]) -> int:
    with _plugins_lock:
        fresh = {name: cls for name, cls in classes.items() if name not in _plugins}
        for name, cls in fresh.items():
            register(name, cls)  # expect: ASF203
    return len(fresh)


class Channel:
    def __init__(self, name: str) -> None:
        self.name = name
        self.closed = False

    def close(self) -> None:
        self.closed = True


class Measurements:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ready = threading.Condition(self._lock)
        self._channels: dict[str, Channel] = {}
        self._values: deque[float] = deque(maxlen=1000)

    def open(self, name: str) -> None:
        with self._lock:
            self._channels.setdefault(name, Channel(name))

    def close_channel(self, name: str) -> None:
        with self._lock:
            channel = self._channels.pop(name, None)
        if channel is not None:
            channel.close()

    def close(self) -> None:
        with self._lock:
            for name in list(self._channels):
                self.close_channel(name)  # expect: ASF203
        logger.info("all channels closed")

    def publish(self, value: float) -> None:
        with self._lock:
            self._values.append(value)
            with self._ready:  # expect: ASF203
                self._ready.notify_all()

    def next(self, timeout: float) -> float | None:
        with self._ready:
            if not self._ready.wait_for(lambda: self._values, timeout):
                return None
            return self._values.popleft()


class Stage:
    """A motorised stage; one command at a time."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(1)
        self.position = 0.0

    async def _drive(self, target: float) -> None:
        async with self._turn:
            await asyncio.sleep(abs(target - self.position) / 100)
            self.position = target

    async def home(self) -> None:
        await self._drive(0.0)

    async def scan(self, width: float, steps: int) -> list[float]:
        visited = []
        async with self._turn:
            for _ in range(steps):
                await self.home()  # expect: ASF203
                visited.append(self.position)
                await asyncio.sleep(width / steps)
        return visited


def main() -> None:
    register_defaults({"stage": Stage})
    lab = Measurements()
    lab.open("laser")
    lab.publish(0.3)
    logger.info("%s", lab.next(1.0))
    lab.close()
    print(asyncio.run(Stage().scan(2.0, 4)))


if __name__ == "__main__":
    main()
