"""Scoreboard of an online quiz: threads feed it, coroutines show it."""
from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterator

import trio

logger = logging.getLogger("quiz")


class Clock:
    """Measures how long a block of code takes."""

    def __enter__(self) -> "Clock":
        self.start = time.perf_counter()
        return self

    def __exit__(self, *exc: object) -> None:
        self.elapsed = time.perf_counter() - self.start


class Board:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._turn = asyncio.Lock()
        self._scores: dict[str, int] = {}

    def add(self, player: str, points: int) -> None:
        with self._lock:
            self._scores[player] = self._scores.get(player, 0) + points

    def _copy(self) -> dict[str, int]:
        with self._lock:
            return dict(self._scores)

    async def show(self, send: Callable[[str], "asyncio.Future[None]"]) -> None:
        with self._lock:
            lines = [f"{name}: {points}" for name, points in self._scores.items()]
        for line in lines:
            await send(line)

    async def winner(self) -> str:
        await asyncio.sleep(0)
        with self._lock:
            return max(self._scores, key=lambda name: self._scores[name], default="nobody")

    async def ask(self, player: str, question: str) -> str:
        async with self._turn:
            await asyncio.sleep(0.1)
            return f"{player}: {question}"

    async def save(self, path: str) -> int:
        return await asyncio.to_thread(self._save, path)

    def _save(self, path: str) -> int:
        with self._lock, open(path, "w") as out:
            return out.write(repr(self._scores))

    async def timed(self, clock: Clock) -> float:
        with clock:
            await asyncio.sleep(0.2)
        return clock.elapsed

    def printer(self) -> Callable[[], object]:
        with self._lock:

            async def later() -> int:
                await asyncio.sleep(1)
                return len(self._copy())

        return later


@contextlib.contextmanager
def unlock(door: str) -> Iterator[str]:
    logger.info("%s opened", door)
    yield door
    logger.info("%s closed", door)


async def enter(door: str) -> None:
    with unlock(door):
        await asyncio.sleep(0.1)


async def tally(board: Board, guard: threading.Lock, players: list[str]) -> int:
    total = 0
    for player in players:
        if not guard.acquire(blocking=False):
            await asyncio.sleep(0.01)
            continue
        try:
            board.add(player, 1)
            total += 1
        finally:
            guard.release()
        await asyncio.sleep(0)
    return total


async def trio_turn(lock: trio.Lock, player: str) -> str:
    async with lock:
        await trio.sleep(0.1)
    return player


async def main() -> None:
    board = Board()
    await tally(board, threading.Lock(), ["ann", "bob"])
    logger.info("%s in %f", await board.winner(), await board.timed(Clock()))
    logger.info("%s, %d bytes", await board.ask("ann", "why?"), await board.save("/tmp/board"))
    await enter("hall")


if __name__ == "__main__":
    asyncio.run(main())
