"""Sync agent of a notes app: uploads whenever something is dirty."""
import asyncio
import logging
import threading

log = logging.getLogger("notes.sync")


class Uploader(threading.Thread):
    """The only consumer of its event."""

    def __init__(self, store) -> None:
        super().__init__(daemon=True)
        self._dirty = threading.Event()
        self._store = store

    def mark(self) -> None:
        self._dirty.set()

    def run(self) -> None:
        while True:
            self._dirty.wait()
            self._dirty.clear()
            self._store.upload()


class Gate:
    """Open for the time of a maintenance window."""

    def __init__(self) -> None:
        self._open = asyncio.Event()

    async def window(self, seconds: float) -> None:
        self._open.set()
        try:
            await asyncio.sleep(seconds)
        finally:
            self._open.clear()

    async def enter(self) -> None:
        await self._open.wait()


class Ticker:
    """A new event per round, so a late waiter never misses one."""

    def __init__(self) -> None:
        self._round = asyncio.Event()

    def tick(self) -> None:
        done, self._round = self._round, asyncio.Event()
        done.set()

    async def next(self) -> None:
        await self._round.wait()


class Batcher:
    def __init__(self) -> None:
        self._items: list[str] = []
        self._wake = asyncio.Event()

    def add(self, item: str) -> None:
        self._items.append(item)
        self._wake.set()

    async def run(self, send) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            batch, self._items = self._items, []
            await send(batch)


class Generation:
    def __init__(self) -> None:
        self._cond = threading.Condition()
        self._number = 0

    def bump(self) -> None:
        with self._cond:
            self._number += 1
            self._cond.notify_all()

    def wait_newer(self, seen: int) -> int:
        with self._cond:
            self._cond.wait_for(lambda: self._number > seen)
            return self._number


class Palette:
    """`set` and `clear` of something else."""

    def __init__(self) -> None:
        self.colours: dict[str, str] = {}

    def set(self, name: str, value: str) -> None:
        self.colours[name] = value

    def clear(self) -> None:
        self.colours.clear()


def reset(palette: Palette) -> None:
    palette.set("ink", "black")
    palette.clear()
