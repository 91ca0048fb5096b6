"""Checkout service: commits must survive a client that goes away."""
import asyncio
import logging
from asyncio import shield as protect
from typing import Any

log = logging.getLogger("checkout")


class Gateway:
    def __init__(self) -> None:
        self.charged: dict[str, int] = {}

    async def charge(self, order: str, cents: int) -> str:
        await asyncio.sleep(0.05)
        self.charged[order] = cents
        return f"tx-{order}"

    async def void(self, order: str) -> None:
        await asyncio.sleep(0.02)
        self.charged.pop(order, None)


class Journal:
    def __init__(self) -> None:
        self.lines: list[str] = []

    async def append(self, line: str) -> int:
        await asyncio.sleep(0.01)
        self.lines.append(line)
        return len(self.lines)


class Checkout:
    def __init__(self, gateway: Gateway, journal: Journal) -> None:
        self.gateway = gateway
        self.journal = journal

    async def pay(self, order: str, cents: int) -> str:
        if cents <= 0:
            raise ValueError("nothing to pay")
        transaction = await asyncio.shield(self.gateway.charge(order, cents))  # expect: ASF407
        log.info("%s paid by %s", order, transaction)
        return transaction

    async def pay_within(self, order: str, cents: int, limit: float) -> str | None:
        try:
            return await asyncio.wait_for(
                asyncio.shield(asyncio.create_task(self.gateway.charge(order, cents))),  # expect: ASF407
                limit,
            )
        except TimeoutError:
            log.warning("%s is still being charged", order)
            return None

    async def record(self, order: str, event: Any) -> int:
        line = f"{order}: {event!r}"
        append = self.journal.append
        return await protect(append(line))  # expect: ASF407

    async def cancel_all(self, orders: list[str]) -> None:
        for order in orders:
            undo = self.gateway.void(order)
            await protect(undo)  # expect: ASF407
            await self.journal.append(f"{order}: void")


async def main() -> None:
    checkout = Checkout(Gateway(), Journal())
    async with asyncio.TaskGroup() as group:
        group.create_task(checkout.pay("o-1", 995))
        group.create_task(checkout.record("o-1", {"step": "pay"}))
    await checkout.pay_within("o-2", 1200, 0.01)
    await checkout.cancel_all(["o-1", "o-2"])
    print(checkout.journal.lines)


if __name__ == "__main__":
    asyncio.run(main())
