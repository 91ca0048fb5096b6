"""Turn based game server: races player input against the clock."""
from __future__ import annotations

import asyncio
import logging

log = logging.getLogger(__name__)


class Table:
    def __init__(self, players) -> None:
        self._players = players
        self._timer: asyncio.Task[None] | None = None
        self.moves: list[str] = []

    async def first_move(self) -> str:
        tasks = [asyncio.create_task(player.move()) for player in self._players]
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        return done.pop().result()

    async def every_move(self) -> list[str]:
        pending = {asyncio.create_task(player.move()) for player in self._players}
        moves = []
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            moves.extend(task.result() for task in done)
            log.info("%d players still think", len(pending))
        return moves

    async def votes(self) -> list[bool]:
        tasks = [asyncio.create_task(player.vote()) for player in self._players]
        done, _ = await asyncio.wait(tasks)
        return [task.result() for task in done if task.exception() is None]

    async def bids(self, seconds: float) -> list[int]:
        tasks = [asyncio.create_task(player.bid()) for player in self._players]
        try:
            done, _ = await asyncio.wait(tasks, timeout=seconds)
            return [task.result() for task in done if task.exception() is None]
        finally:
            for task in tasks:
                task.cancel()

    async def split(self, tasks: set[asyncio.Task[str]]) -> tuple[set, set]:
        done, pending = await asyncio.wait(tasks, timeout=1)
        return done, pending

    async def answers(self) -> list[str]:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(player.answer()) for player in self._players]
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            log.info("%d answered first", len(done))
        return [task.result() for task in tasks]

    async def duel(self) -> str | None:
        left = asyncio.create_task(self._players[0].move())
        right = asyncio.create_task(self._players[1].move())
        done, rest = await asyncio.wait({left, right}, return_when=asyncio.FIRST_COMPLETED)
        await abandon(rest)
        return left.result() if left in done else None


async def abandon(tasks) -> None:
    for task in tasks:
        task.cancel()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        log.debug("abandoned: %r", outcome)


async def main(players) -> None:
    table = Table(players)
    log.info("opened by %s", await table.first_move())
    for move in await table.every_move():
        table.moves.append(move)
