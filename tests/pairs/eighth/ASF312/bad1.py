"""Order book of a small exchange."""
from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass, field
from typing import Iterable

log = logging.getLogger("book")


@dataclass(order=True)
class Order:
    price: float
    amount: int
    owner: str = field(compare=False)


class AuditLog:
    def __init__(self) -> None:
        self.entries: list[str] = []

    def write(self, text: str, *args: object) -> None:
        self.entries.append(text % args)

    def tail(self, count: int) -> list[str]:
        return self.entries[-count:]


class Book:
    def __init__(self, audit: AuditLog) -> None:
        self.audit = audit
        self.bids: list[Order] = []
        self.opened = asyncio.Event()

    def _best(self) -> Order | None:
        return max(self.bids, default=None)

    async def place(self, order: Order) -> None:
        await self.opened.wait()
        self.bids.append(order)
        await self.audit.write("%s bids %.2f", order.owner, order.price)  # expect: ASF312

    async def cancel(self, owner: str) -> int:
        await asyncio.sleep(0)
        mine = [bid for bid in self.bids if bid.owner == owner]
        for bid in mine:
            self.bids.remove(bid)
        return len(mine)

    async def place_all(self, orders: Iterable[Order]) -> int:
        pending = [self.place(order) for order in orders]
        await pending  # expect: ASF312
        return len(pending)

    async def top(self) -> float:
        best = self._best
        with contextlib.suppress(ValueError):
            if (order := await best()) is not None:  # expect: ASF312
                return order.price
        return 0.0

    async def open(self) -> None:
        log.info("opening")
        await self.opened.set()  # expect: ASF312


async def session(book: Book) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(book.open())
        group.create_task(book.place(Order(10.5, 3, "ann")))
        group.create_task(book.place(Order(10.7, 1, "bob")))
    placed = await book.place_all([Order(10.1, 2, "cem"), Order(9.9, 8, "dee")])
    log.info("placed %d, top %.2f", placed, await book.top())
    log.info("cancelled %d", await book.cancel("ann"))
    for line in book.audit.tail(5):
        log.info(line)


async def main() -> None:
    await session(Book(AuditLog()))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(main())
