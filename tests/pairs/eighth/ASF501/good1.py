"""Ticket counters of a theatre."""
from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

log = logging.getLogger(__name__)


@dataclass
class Night:
    sold: int = 0
    income: int = 0


class BoxOffice:
    def __init__(self, bank, seats: int) -> None:
        self._bank = bank
        self._lock = asyncio.Lock()
        self._refund_lock = asyncio.Lock()
        self.free = seats
        self.income = 0
        self.refunds = 0
        self.requests = 0
        self.label = "closed"

    async def sell(self, card: str) -> bool:
        self.requests += 1
        amount = await self._bank.charge(card, 40)
        self.income += amount
        return amount > 0

    async def donate(self, card: str) -> None:
        self.income = await self._bank.charge(card, 5) + self.income

    async def reserve(self, count: int) -> int:
        async with self._lock:
            free = self.free
            if free < count:
                return 0
            await self._bank.hold(count * 40)
            self.free = free - count
        return count

    async def refund(self, card: str) -> None:
        async with self._refund_lock:
            self.refunds += await self._bank.refund(card)

    async def evening(self, cards: list[str]) -> Night:
        night = Night()
        for card in cards:
            night.income += await self._bank.charge(card, 40)
            night.sold += 1
        return night

    async def rename(self, label: str) -> None:
        old = self.label
        await self._bank.describe(label)
        self.label = label
        log.info("%s is now %s", old, label)

    async def settle(self) -> int:
        seen, self.income = self.income, 0
        await self._bank.transfer(seen)
        return seen


async def monthly(office: BoxOffice, nights: list[list[str]]) -> int:
    total = 0
    for cards in nights:
        total += (await office.evening(cards)).income
    return total


async def main(bank) -> None:
    office = BoxOffice(bank, 400)
    async with asyncio.TaskGroup() as group:
        for card in ("4000-1", "4000-2"):
            group.create_task(office.sell(card))
            group.create_task(office.donate(card))
        group.create_task(office.reserve(4))
        group.create_task(office.refund("4000-1"))
    log.info("%d requests", office.requests)
