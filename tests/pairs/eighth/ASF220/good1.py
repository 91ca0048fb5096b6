"""Game lobby with async locks that really have something to protect."""
from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import AsyncIterator, Callable, Awaitable

logger = logging.getLogger("lobby")


class Table:
    def __init__(self, seats: int) -> None:
        self.seats = seats
        self._turn = asyncio.Lock()
        self._changed = asyncio.Condition(self._turn)
        self._players: list[str] = []

    async def join(self, player: str) -> None:
        async with self._turn:
            self._players.append(player)
            self._changed.notify_all()

    async def full(self) -> list[str]:
        async with self._changed:
            await self._changed.wait_for(lambda: len(self._players) >= self.seats)
            return list(self._players)


class Bank:
    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._coins: dict[str, int] = {}

    async def pay(self, player: str, coins: int) -> int:
        async with self._lock:
            self._coins[player] = self._coins.get(player, 0) + coins
            return self._coins[player]

    async def transfer(self, source: str, target: str) -> int:
        async with self._lock:
            coins = self._coins.get(source, 0)
            await asyncio.sleep(0.01)
            self._coins[source] = 0
            self._coins[target] = self._coins.get(target, 0) + coins
            return coins


class Chat:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.lines: list[str] = []

    async def say(self, text: str) -> int:
        async with self.lock:
            return await self._store(text)

    async def _store(self, text: str) -> int:
        self.lines.append(text)
        await asyncio.sleep(0)
        return len(self.lines)

    @contextlib.asynccontextmanager
    async def quiet(self) -> AsyncIterator[int]:
        async with self.lock:
            yield len(self.lines)


class Registry:
    """Read by threads as well."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._names: set[str] = set()

    def add(self, name: str) -> None:
        with self._lock:
            self._names.add(name)


class Stage:
    def __init__(self, act: Callable[[str], Awaitable[None]]) -> None:
        self.act = act
        self.spot = asyncio.Lock()

    async def perform(self, names: list[str]) -> None:
        async with self.spot:
            for name in names:
                await self.act(name)

    async def comprehend(self, feed: AsyncIterator[str]) -> list[str]:
        async with self.spot:
            return [name async for name in feed]


async def evening() -> None:
    table, bank, chat, registry = Table(2), Bank(), Chat(), Registry()
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(table.full())
        for name in ("ann", "bob"):
            registry.add(name)
            group.create_task(table.join(name))
    logger.info("%s", waiting.result())
    await bank.pay("ann", 3)
    logger.info("%d moved, %d lines", await bank.transfer("ann", "bob"), await chat.say("hi"))
    async with chat.quiet() as lines:
        await asyncio.sleep(0.01)
        logger.info("%d lines", lines)

    async def bow(name: str) -> None:
        await asyncio.sleep(0)
        logger.info("%s bows", name)

    await Stage(bow).perform(["ann", "bob"])


if __name__ == "__main__":
    asyncio.run(evening())
