"""Portfolio valuation: quotes, rates and positions at the same time."""
from __future__ import annotations

import asyncio
import logging
from asyncio import gather as all_of
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

log = logging.getLogger("valuation")


class QuoteError(Exception):
    pass


@dataclass(frozen=True)
class Position:
    symbol: str
    quantity: Decimal
    currency: str


class Market:
    def __init__(self, http) -> None:
        self._http = http

    async def quote(self, symbol: str) -> Decimal:
        answer = await self._http.get(f"/quotes/{symbol}")
        if answer.status == 404:
            raise QuoteError(symbol)
        return Decimal(answer.text)

    async def rate(self, currency: str) -> Decimal:
        if currency == "EUR":
            return Decimal(1)
        answer = await self._http.get(f"/rates/{currency}")
        return Decimal(answer.text)


class Valuation:
    def __init__(self, market: Market, positions: Iterable[Position]) -> None:
        self._market = market
        self.positions = tuple(positions)

    async def value(self, position: Position) -> Decimal:
        price, rate = await asyncio.gather(  # expect: ASF411
            self._market.quote(position.symbol),
            self._market.rate(position.currency),
        )
        return position.quantity * price * rate

    async def total(self) -> Decimal:
        return sum(await all_of(*map(self.value, self.positions)), Decimal(0))  # expect: ASF411

    async def by_currency(self) -> dict[str, Decimal]:
        currencies = sorted({p.currency for p in self.positions})
        rates = await all_of(*(self._market.rate(c) for c in currencies), return_exceptions=False)  # expect: ASF411
        return dict(zip(currencies, rates))

    async def quick(self, seconds: float) -> list[Decimal] | None:
        tasks = [asyncio.create_task(self.value(p)) for p in self.positions]
        everything = asyncio.gather(*tasks)  # expect: ASF411
        try:
            return await asyncio.wait_for(everything, seconds)
        except TimeoutError:
            log.warning("no valuation within %s s", seconds)
            return None


async def main(http, rows) -> None:
    positions = [Position(*row) for row in rows]
    valuation = Valuation(Market(http), positions)
    try:
        log.info("total: %s", await valuation.total())
    except QuoteError as exc:
        log.error("no quote for %s", exc)
    else:
        for currency, rate in (await valuation.by_currency()).items():
            log.info("%s at %s", currency, rate)
