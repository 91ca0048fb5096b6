"""Payment capture: must not stop half way when the shopper closes the tab."""
from __future__ import annotations

import asyncio
import logging
from asyncio import shield
from collections.abc import Awaitable
from dataclasses import dataclass
from decimal import Decimal

log = logging.getLogger("payments")


@dataclass(frozen=True)
class Charge:
    order: str
    amount: Decimal
    currency: str = "EUR"


class Declined(Exception):
    pass


class Ledger:
    def __init__(self) -> None:
        self.entries: list[tuple[str, Decimal]] = []

    async def append(self, order: str, amount: Decimal) -> int:
        await asyncio.sleep(0.01)
        self.entries.append((order, amount))
        return len(self.entries)


class Capture:
    def __init__(self, gateway, ledger: Ledger) -> None:
        self._gateway = gateway
        self._ledger = ledger

    async def _settle(self, charge: Charge) -> str:
        receipt = await self._gateway.capture(charge.order, charge.amount)
        if receipt.status != "ok":
            raise Declined(charge.order)
        await self._ledger.append(charge.order, charge.amount)
        return receipt.id

    async def capture(self, charge: Charge) -> str:
        if charge.amount <= 0:
            raise ValueError(charge.amount)
        return await asyncio.shield(self._settle(charge))  # expect: ASF407

    async def refund(self, charge: Charge) -> None:
        reverse = Charge(charge.order, -charge.amount, charge.currency)
        try:
            await shield(asyncio.create_task(self._settle(reverse)))  # expect: ASF407
        except Declined:
            log.error("refund of %s declined", charge.order)

    def _entry(self, charge: Charge) -> Awaitable[int]:
        return self._ledger.append(charge.order, charge.amount)

    async def note(self, charge: Charge) -> int:
        return await asyncio.shield(self._entry(charge))  # expect: ASF407

    async def capture_within(self, charge: Charge, seconds: float) -> str | None:
        loop = asyncio.get_running_loop()
        try:
            return await asyncio.wait_for(
                shield(loop.create_task(self._settle(charge))),  # expect: ASF407
                seconds,
            )
        except TimeoutError:
            log.warning("%s still running", charge.order)
            return None


async def checkout(capture: Capture, basket: dict[str, Decimal]) -> list[str]:
    receipts = []
    for order, amount in basket.items():
        try:
            receipts.append(await capture.capture(Charge(order, amount)))
        except Declined as exc:
            log.info("declined: %s", exc)
    return receipts
