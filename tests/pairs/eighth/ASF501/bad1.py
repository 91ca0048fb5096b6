"""Wallet service of an online game."""
from __future__ import annotations

import asyncio
import logging
from collections import defaultdict

import trio

log = logging.getLogger("wallet")

served = 0


class NotEnough(Exception):
    pass


class Wallet:
    def __init__(self, store) -> None:
        self._store = store
        self.coins = 0
        self.gems = 0
        self.history: list[str] = []

    async def credit_daily(self, player: str) -> None:
        self.coins += await self._store.daily_bonus(player)  # expect: ASF501
        self.history.append(f"bonus {player}")

    async def exchange(self, gems: int) -> None:
        coins, rest = self.coins, self.gems - gems
        if rest < 0:
            raise NotEnough(gems)
        rate = await self._store.rate("gem")
        self.coins, self.gems = coins + gems * rate, rest  # expect: ASF501
        log.info("exchanged %d gems", gems)

    async def rename(self, old: str, new: str) -> None:
        await self._store.rename(old, new)
        self.history.append(f"{old} -> {new}")


class Scores:
    def __init__(self) -> None:
        self.points: dict[str, int] = defaultdict(int)
        self.best = 0

    def _set(self, player: str, value: int) -> None:
        self.points[player] = value

    async def award(self, player: str, judge) -> None:
        before = self.points[player]
        async with asyncio.timeout(5):
            extra = await judge.score(player)
        self.points[player] = before + extra  # expect: ASF501

    async def decay(self) -> None:
        while True:
            await asyncio.sleep(3600)
            for player in list(self.points):
                self._set(player, self.points[player] * 9 // 10)


class Jackpot:
    """Lives in the trio process that runs the slot machines."""

    def __init__(self) -> None:
        self.pot = 0

    async def spin(self, machine: trio.SocketStream, stake: int) -> None:
        if (grown := self.pot + stake) > 10_000:
            log.info("big pot")
        await machine.send_all(b"SPIN\n")
        self.pot = grown  # expect: ASF501


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    global served
    number = served
    line = await reader.readline()
    writer.write(b"%d %s" % (number, line))
    served = number + 1  # expect: ASF501
    await writer.drain()
    writer.close()


async def tally(ballots, sizes: list[int]) -> int:
    total = 0

    async def count(size: int) -> None:
        nonlocal total
        total = total + await ballots.count(size)  # expect: ASF501

    async with asyncio.TaskGroup() as group:
        for size in sizes:
            group.create_task(count(size))
    return total


async def main(store) -> None:
    wallet = Wallet(store)
    async with asyncio.TaskGroup() as group:
        for player in ("kim", "lou", "max"):
            group.create_task(wallet.credit_daily(player))
    server = await asyncio.start_server(serve, port=9000)
    async with server:
        await server.serve_forever()
