"""Access control for a makerspace: doors, machines and an admin page."""
from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable

import trio

log = logging.getLogger("access")


class Door:
    """The physical kind; locked() tells about the bolt."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._bolted = True
        self._holder = ""

    def locked(self) -> bool:
        return self._bolted

    def acquire(self, holder: str) -> None:
        self._holder = holder
        self._bolted = False


class Busy(Exception):
    pass


class Machine:
    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = threading.Lock()
        self._log_lock = threading.Lock()
        self._jobs: list[str] = []

    def health(self) -> dict[str, object]:
        return {"name": self.name, "busy": self._lock.locked()}

    def run(self, job: Callable[[], None]) -> None:
        if not self._lock.acquire(blocking=False):
            raise Busy(self.name)
        try:
            job()
        finally:
            self._lock.release()

    def _advance(self, name: str) -> None:
        assert self._lock.locked(), "call with the lock held"
        log.info("%s: %s", self.name, name)

    def step(self, name: str) -> None:
        with self._lock:
            self._advance(name)

    def note(self, line: str) -> None:
        if self._lock.locked():
            line = f"(running) {line}"
        with self._log_lock:
            self._jobs.append(line)


class Kiosk:
    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._slots = asyncio.Semaphore(3)
        self._greeted = 0

    async def greet(self, name: str) -> bool:
        if self._turn.locked():
            return False
        async with self._turn:
            await asyncio.sleep(1)
            self._greeted += 1
            log.info("hello %s", name)
        return True

    async def visit(self, name: str) -> str:
        if self._slots.locked():
            log.info("%s has to queue", name)
        async with self._slots:
            await asyncio.sleep(0.5)
        return name

    async def close(self) -> str:
        await asyncio.sleep(0)
        return "busy" if self._turn.locked() else "idle"


async def enter(door: Door, holder: str) -> None:
    await asyncio.sleep(0.2)
    if door.locked():
        door.acquire(holder)


async def tidy(lock: trio.Lock) -> bool:
    if lock.locked():
        return False
    async with lock:
        await trio.sleep(0.1)
    return True


def admin_page(machines: list[Machine]) -> str:
    return "\n".join(f"{machine.name}: {machine.health()}" for machine in machines)
