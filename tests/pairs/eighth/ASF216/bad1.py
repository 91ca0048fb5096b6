"""Locking of a shared notebook between its editors."""
from __future__ import annotations

import asyncio
import logging
import threading
from dataclasses import dataclass, field

import anyio

logger = logging.getLogger("notebook")


class Conflict(Exception):
    """Somebody else changed the cell."""


@dataclass
class Cell:
    source: str = ""
    version: int = 0

    def replace(self, source: str, version: int) -> "Cell":
        if version < self.version:
            raise Conflict(f"version {version} < {self.version}")
        return Cell(source, version + 1)


@dataclass
class Page:
    cells: list[Cell] = field(default_factory=list)


class Notebook:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._page = Page([Cell(), Cell()])

    def render(self, exclusive: bool) -> str:
        if exclusive:
            self._lock.acquire()
        try:
            return "\n".join(["page", "-" * 10])
        finally:
            self._lock.release()  # expect: ASF216

    def edit(self, index: int, source: str, version: int) -> int:
        with self._lock:
            try:
                cell = self._page.cells[index].replace(source, version)
            except Conflict:
                logger.info("conflict in cell %d", index)
                self._lock.release()  # expect: ASF216
                return -1
            self._page.cells[index] = cell
            return cell.version

    def try_clear(self, index: int) -> bool:
        lock = self._lock
        got = lock.acquire(blocking=False)
        try:
            if got:
                self._page.cells[index] = Cell()
        finally:
            lock.release()  # expect: ASF216
        return got

    def count(self) -> int:
        with self._lock:
            return len(self._page.cells)


class Presence:
    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.seen: dict[str, int] = {}

    async def enter(self, user: str) -> int:
        await self.turn.acquire()
        try:
            await asyncio.sleep(0.01)
            self.seen[user] = len(self.seen)
            if len(self.seen) > 10:
                self.turn.release()
                logger.warning("too many editors")
                return 0
            return len(self.seen)
        finally:
            self.turn.release()  # expect: ASF216

    async def leave(self, user: str) -> None:
        async with self.turn:
            await asyncio.sleep(0)
            self.seen.pop(user, None)


async def autosave(notebook: Notebook, guard: anyio.Lock) -> int:
    async with guard:
        await anyio.sleep(0.05)
        return notebook.count()


async def main() -> None:
    notebook, presence = Notebook(), Presence()
    await presence.enter("ann")
    logger.info("%d", notebook.edit(0, "print(1)", 1))
    logger.info("%s %s", notebook.try_clear(1), notebook.render(exclusive=True))
    await autosave(notebook, anyio.Lock())
    await presence.leave("ann")


if __name__ == "__main__":
    asyncio.run(main())
