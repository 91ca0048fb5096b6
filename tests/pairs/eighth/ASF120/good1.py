"""Currency rates: synchronous sources, asynchronous front end."""
from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator
from functools import cached_property

import requests

logger = logging.getLogger("rates")


def download(base: str) -> dict[str, float]:
    response = requests.get(f"https://rates.example.org/{base}", timeout=5)
    response.raise_for_status()
    return response.json()


def in_thread(base: str) -> Awaitable[dict[str, float]]:
    return asyncio.get_running_loop().run_in_executor(None, download, base)


def downloader(base: str) -> Callable[[], dict[str, float]]:
    def work() -> dict[str, float]:
        time.sleep(0.1)
        return download(base)

    return work


def history(path: str) -> Iterator[tuple[str, float]]:
    with sqlite3.connect(path) as db:
        yield from db.execute("SELECT day, rate FROM history")


class Table:
    def __init__(self, base: str) -> None:
        self.base = base
        self.rates: dict[str, float] = {}

    @cached_property
    def symbols(self) -> list[str]:
        return sorted(self.rates)

    @property
    def loader(self) -> Callable[[str], dict[str, float]]:
        return download

    def refresh(self) -> int:
        self.rates = download(self.base)
        return len(self.rates)

    def convert(self, amount: float, symbol: str) -> float:
        return amount * self.rates.get(symbol, 0.0)


class Desk:
    def __init__(self, table: Table) -> None:
        self.table = table

    async def refresh(self) -> int:
        return await asyncio.to_thread(self.table.refresh)

    async def quote(self, amount: float, symbol: str) -> str:
        value = self.table.convert(amount, symbol)
        await asyncio.sleep(0)
        return f"{value:.2f} {symbol} of {len(self.table.symbols)}"

    async def other(self, base: str) -> dict[str, float]:
        load = self.table.loader
        return await asyncio.to_thread(load, base)

    async def third(self, base: str) -> dict[str, float]:
        return await in_thread(base)

    async def fourth(self, base: str) -> dict[str, float]:
        return await asyncio.to_thread(downloader(base))

    async def past(self, path: str) -> list[tuple[str, float]]:
        rows = history(path)
        return await asyncio.to_thread(list, rows)


async def session(desk: Desk) -> None:
    logger.info("%d rates", await desk.refresh())
    logger.info("%s", await desk.quote(10, "EUR"))
    for base in ("SEK", "NOK"):
        rates = await desk.other(base)
        rates.update(await desk.third(base))
        rates.update(await desk.fourth(base))
        logger.info("%s: %d", base, len(rates))
    logger.info("%d days", len(await desk.past("history.db")))


if __name__ == "__main__":
    table = Table("SEK")
    table.refresh()
    asyncio.run(session(Desk(table)))
