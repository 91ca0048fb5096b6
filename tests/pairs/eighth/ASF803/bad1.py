"""Player registry of a matchmaking server."""
from __future__ import annotations

import asyncio
import logging
import threading
from collections import defaultdict
from collections.abc import ValuesView

log = logging.getLogger("matchmaking")


class Lobby:
    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._players: dict[str, int] = {}
        self._parties: defaultdict[str, list[str]] = defaultdict(list)
        self._banned: set[str] = set()

    def join(self, name: str, rating: int) -> None:
        with self._lock:
            if name not in self._banned:
                self._players[name] = rating

    def leave(self, name: str) -> None:
        with self._lock:
            self._players.pop(name, None)

    def invite(self, leader: str, name: str) -> None:
        with self._lock:
            self._parties[leader].append(name)

    def ban(self, name: str) -> None:
        with self._lock:
            self._banned.add(name)
            self._players.pop(name, None)

    @property
    def players(self) -> dict[str, int]:
        with self._lock:
            return self._players  # expect: ASF803

    def party(self, leader: str) -> list[str]:
        with self._lock:
            return self._parties[leader]  # expect: ASF803

    def ratings(self) -> ValuesView[int]:
        self._lock.acquire()
        try:
            return self._players.values()  # expect: ASF803
        finally:
            self._lock.release()

    def banned(self, reason: str) -> set[str]:
        with self._lock:
            names = self._banned
            log.info("ban list read: %s", reason)
        return names  # expect: ASF803


class Scores:
    """The asyncio part: one lock for the table."""

    def __init__(self) -> None:
        self._table: list[tuple[str, int]] = []
        self._mutex = asyncio.Lock()

    async def add(self, name: str, fetch) -> None:
        async with self._mutex:
            self._table.append((name, await fetch(name)))
            self._table.sort(key=lambda row: row[1])

    async def best(self, n: int) -> list[tuple[str, int]]:
        async with self._mutex:
            return self._table[:n]
