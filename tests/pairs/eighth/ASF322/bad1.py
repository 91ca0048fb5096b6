"""Tax calculation for a web shop."""
from __future__ import annotations

import asyncio
import functools
import logging
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Awaitable, Callable

log = logging.getLogger("tax")

RATES = {"CH": Decimal("0.081"), "DE": Decimal("0.19"), "FR": Decimal("0.20")}


@dataclass(frozen=True)
class Line:
    sku: str
    price: Decimal
    amount: int = 1


def logged(fn: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    @functools.wraps(fn)
    async def wrapper(*args: Any) -> Any:
        log.debug("%s%r", fn.__name__, args)
        return await fn(*args)

    return wrapper


async def rate_for(country: str) -> Decimal:  # expect: ASF322
    try:
        return RATES[country]
    except KeyError:
        log.warning("no rate for %s", country)
        return Decimal(0)


class Cart:
    def __init__(self, country: str) -> None:
        self.country = country
        self.lines: list[Line] = []

    async def add(self, line: Line) -> int:  # expect: ASF322
        self.lines.append(line)
        return len(self.lines)

    @logged
    async def net(self) -> Decimal:  # expect: ASF322
        return sum((line.price * line.amount for line in self.lines), Decimal(0))

    async def gross(self) -> Decimal:
        return await self.net() * (1 + await rate_for(self.country))

    async def checkout_steps(self) -> list[Callable[[], Awaitable[None]]]:  # expect: ASF322
        async def reserve() -> None:
            await asyncio.sleep(0.01)

        async def charge() -> None:
            await asyncio.sleep(0.02)

        return [reserve, charge]

    async def checkout(self) -> Decimal:
        for step in await self.checkout_steps():
            await step()
        return await self.gross()


async def describe(cart: Cart) -> str:  # expect: ASF322
    match len(cart.lines):
        case 0:
            return "empty"
        case 1:
            return f"one item: {cart.lines[0].sku}"
        case many:
            return f"{many} items"


async def main() -> None:
    cart = Cart("CH")
    await cart.add(Line("book", Decimal("24.90")))
    await cart.add(Line("pen", Decimal("1.50"), 4))
    log.info("%s", await describe(cart))
    print(await cart.checkout())


if __name__ == "__main__":
    asyncio.run(main())
