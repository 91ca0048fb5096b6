"""Currency converter with cached rates."""
from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import ClassVar

log = logging.getLogger("rates")
path: ContextVar[tuple[str, ...]] = ContextVar("path", default=())
overrides: ContextVar[dict[str, float] | None] = ContextVar("overrides", default=None)


async def convert(amount: float, fetch, fees: dict[str, float] = {"eur": 0.0}) -> float:
    rate = await fetch("eur")
    return amount * rate + fees.get("eur", 0.0)


async def convert_all(amounts: list[float], fetch, results: list[float] | None = None) -> list[float]:
    if results is None:
        results = []
    for amount in amounts:
        results.append(await convert(amount, fetch))
    return results


@dataclass
class Book:
    name: str
    lock: threading.Lock = field(default_factory=threading.Lock)
    queue: asyncio.Queue = field(default_factory=asyncio.Queue)
    rates: dict[str, float] = field(default_factory=dict)
    registry: ClassVar[dict[str, Book]] = {}
    registry_lock: ClassVar[threading.Lock] = threading.Lock()

    def put(self, currency: str, rate: float) -> None:
        with self.lock:
            self.rates[currency] = rate

    def register(self) -> None:
        with Book.registry_lock:
            Book.registry[self.name] = self


def parse(line: str, separators: list[str] = [";", ","]) -> list[str]:
    for separator in separators:
        if separator in line:
            return line.split(separator)
    return [line]


def parse_all(lines: list[str]) -> list[list[str]]:
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(parse, lines))


async def best(fetch, currencies: list[str] = ["usd", "gbp"]) -> str:
    currencies = list(currencies)
    currencies.append("chf")
    rates = {currency: await fetch(currency) for currency in currencies}
    return max(rates, key=rates.__getitem__)


def guarded(function, lock: threading.Lock | None = None):
    lock = lock or threading.Lock()

    def wrapper(*args):
        with lock:
            return function(*args)

    return wrapper


def main(argv: tuple[str, ...] = ()) -> None:
    log.info("%s", parse_all(list(argv)))


if __name__ == "__main__":
    main(("1;2",))
