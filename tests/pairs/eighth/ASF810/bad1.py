"""Presence service: who is online, seen from several threads."""
from __future__ import annotations

import asyncio
import logging
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("presence")
_recent: deque[str] = deque(maxlen=50)


class Presence:
    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        self._online: dict[str, float] = {}
        self._closing = threading.Event()
        self._sweeper = threading.Thread(target=self._sweep, name="sweeper", daemon=True)

    def start(self) -> None:
        self._sweeper.start()

    def seen(self, user: str, now: float) -> None:
        self._online[user] = now

    def gone(self, user: str) -> None:
        self._online.pop(user, None)

    def close(self) -> None:
        self._closing.set()

    def _sweep(self) -> None:
        while not self._closing.wait(5.0):
            for user, last in self._online.items():  # expect: ASF810
                if last > self._timeout:
                    log.info("%s is idle", user)


def visit(user: str) -> None:
    _recent.append(user)


def visitors(users: list[str]) -> None:
    with ThreadPoolExecutor(4) as pool:
        for job in [pool.submit(visit, user) for user in users]:
            job.result()


def report() -> None:
    names = ", ".join(user.title() for user in _recent)  # expect: ASF810
    log.info("recent: %s", names)


def report_in(seconds: float) -> threading.Timer:
    timer = threading.Timer(seconds, report)
    timer.daemon = True
    timer.start()
    return timer


class Rooms:
    """Joined and left on the event loop, written to disk on a thread."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._rooms: dict[str, set[str]] = {}

    async def join(self, room: str, user: str) -> None:
        await asyncio.sleep(0)
        self._rooms.setdefault(room, set()).add(user)

    async def close(self, room: str) -> None:
        await asyncio.sleep(0)
        self._rooms.pop(room, None)

    async def save(self) -> None:
        await asyncio.to_thread(self._write)

    def _write(self) -> None:
        rooms = self._rooms
        with open(self.path, "w") as out:
            for name in rooms:  # expect: ASF810
                out.write(f"{name}\n")
