"""Portfolio valuation: prices are refreshed while reports are made."""
from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import trio

log = logging.getLogger("portfolio")


def refresh(prices: dict[str, float], symbols: list[str]) -> None:
    for symbol in symbols:
        if symbol not in prices:
            log.debug("new: %s", symbol)
        prices[symbol] = float(len(symbol))


def value(prices: dict[str, float]) -> float:
    total = 0.0
    for symbol, price in prices.items():
        total += price
        log.debug("%s", symbol)
    return total


def revalue(symbols: list[str]) -> None:
    prices: dict[str, float] = {}
    writer = threading.Thread(target=refresh, args=(prices, symbols))
    reader = threading.Thread(target=value, args=(prices,))  # expect: ASF808
    writer.start()
    reader.start()
    writer.join()
    reader.join()


async def trim(orders: list[str], check) -> None:
    while orders:
        if await check(orders[0]):
            return
        orders.pop(0)


async def execute(orders: list[str], place) -> None:
    for order in orders:
        await place(order)


async def trade(orders: list[str], check, place) -> None:
    await asyncio.gather(trim(orders, check), execute(orders, place))  # expect: ASF808


class Account:
    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(2)

    def close(self) -> None:
        self.pool.shutdown()

    def settle(self, fees: list[float]) -> float:
        book = {"cash": 100.0}
        charge, credit = self.pool.submit(_book, book, fees), self.pool.submit(_book, book, [1.0])  # expect: ASF808
        charge.result()
        credit.result()
        return book["cash"]


def _book(book: dict[str, float], amounts: list[float]) -> None:
    for amount in amounts:
        book["cash"] = book["cash"] - amount


async def rebalance(weights: dict[str, float]) -> None:
    total = sum(weights.values())
    await trio.sleep(0.1)
    for name in weights:
        weights[name] = weights[name] / total


async def add(weights: dict[str, float], name: str) -> None:
    await trio.sleep(0.05)
    weights[name] = 1.0


async def balance(weights: dict[str, float]) -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(rebalance, weights)
        nursery.start_soon(add, weights, "gold")  # expect: ASF808
