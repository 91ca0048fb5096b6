"""Clearing house of a trading game."""
from __future__ import annotations

import asyncio
import logging
import threading
from decimal import Decimal

logger = logging.getLogger("clearing")

BOOK_LOCK = threading.Lock()
FEES_LOCK = threading.Lock()
book: list[tuple[str, Decimal]] = []
fees: dict[str, Decimal] = {}


def charge(player: str, amount: Decimal) -> None:
    with FEES_LOCK:
        fees[player] = fees.get(player, Decimal(0)) + amount


def trade(player: str, amount: Decimal) -> None:
    with BOOK_LOCK:
        book.append((player, amount))
        charge(player, amount / 100)  # expect: ASF204


def refund_all() -> int:
    with FEES_LOCK, BOOK_LOCK:  # expect: ASF204
        book.extend((player, -amount) for player, amount in fees.items())
        fees.clear()
        return len(book)


class Account:
    def __init__(self, owner: str) -> None:
        self.owner = owner
        self._lock = threading.Lock()
        self._bank: Bank | None = None
        self._balance = Decimal(0)

    def attach(self, bank: "Bank") -> None:
        self._bank = bank

    def deposit(self, amount: Decimal) -> None:
        with self._lock:
            self._balance += amount

    def close(self, bank: "Bank") -> Decimal:
        with self._lock:
            rest, self._balance = self._balance, Decimal(0)
            bank.forget(self.owner)  # expect: ASF204
        return rest


class Bank:
    def __init__(self) -> None:
        self._registry = threading.Lock()
        self._accounts: dict[str, Account] = {}

    def open(self, owner: str) -> Account:
        account = Account(owner)
        with self._registry:
            self._accounts[owner] = account
        return account

    def forget(self, owner: str) -> None:
        with self._registry:
            self._accounts.pop(owner, None)

    def interest(self, rate: Decimal) -> None:
        with self._registry:
            for account in self._accounts.values():
                account.deposit(rate)  # expect: ASF204


class Settlement:
    def __init__(self) -> None:
        self._cash = asyncio.Lock()
        self._stock = asyncio.Lock()
        self._audit = asyncio.Lock()
        self.done: list[str] = []

    async def buy(self, name: str) -> None:
        async with self._cash:
            await asyncio.sleep(0.01)
            async with self._stock:  # expect: ASF204
                self.done.append(f"buy {name}")

    async def ship(self, name: str) -> None:
        async with self._stock:
            await asyncio.sleep(0.01)
            async with self._audit:  # expect: ASF204
                self.done.append(f"ship {name}")

    async def review(self) -> int:
        async with self._audit:
            await asyncio.sleep(0.01)
            async with self._cash:  # expect: ASF204
                return len(self.done)


async def day(settlement: Settlement, names: list[str]) -> int:
    async with asyncio.TaskGroup() as group:
        for name in names:
            group.create_task(settlement.buy(name))
            group.create_task(settlement.ship(name))
            group.create_task(settlement.review())
    return len(settlement.done)


if __name__ == "__main__":
    bank = Bank()
    bank.open("ann").deposit(Decimal(10))
    trade("ann", Decimal(3))
    logger.info("%d %d", refund_all(), asyncio.run(day(Settlement(), ["X", "Y"])))
