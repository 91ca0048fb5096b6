"""Session table of a game lobby (everything runs on one loop)."""
from __future__ import annotations

import asyncio
import itertools
import logging
import secrets
from collections import Counter
from dataclasses import dataclass, field

log = logging.getLogger("lobby")

_names: set[str] = set()
_names_lock = asyncio.Lock()


@dataclass
class Player:
    name: str
    token: str = field(default_factory=lambda: secrets.token_hex(8))
    score: int = 0


async def reserve(name: str) -> bool:
    async with _names_lock:  # expect: ASF220
        if name in _names:
            return False
        _names.add(name)
        return True


class TableBase:
    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._numbers = itertools.count(1)


class Tables(TableBase):
    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size
        self._seats: dict[int, list[Player]] = {}
        self._stats_lock = asyncio.Lock()
        self._stats: Counter[str] = Counter()
        self._writers_lock = asyncio.Lock()
        self._writers: list[asyncio.StreamWriter] = []

    def _free(self) -> int:
        for number, players in self._seats.items():
            if len(players) < self.size:
                return number
        return next(self._numbers)

    async def sit(self, player: Player) -> int:
        async with self._turn:  # expect: ASF220
            number = self._free()
            self._seats.setdefault(number, []).append(player)
            return number

    async def _bump(self, key: str) -> int:
        self._stats[key] += 1
        return self._stats[key]

    async def record(self, key: str) -> int:
        lock = self._stats_lock
        await lock.acquire()  # expect: ASF220
        try:
            return await self._bump(key)
        finally:
            lock.release()

    async def broadcast(self, line: bytes) -> int:
        async with self._writers_lock:
            for writer in self._writers:
                writer.write(line)
                await writer.drain()
            return len(self._writers)


async def rank(players: asyncio.Queue[Player], count: int) -> list[Player]:
    guard = asyncio.Lock()
    best: list[Player] = []

    async def take() -> None:
        player = await players.get()
        async with guard:  # expect: ASF220
            best.append(player)
            best.sort(key=lambda item: item.score, reverse=True)

    async with asyncio.TaskGroup() as group:
        for _ in range(count):
            group.create_task(take())
    log.info("%d ranked", len(best))
    return best
