"""Auction house: bidding closes when nobody bids for a while."""
from __future__ import annotations

import asyncio
import logging
import math

import anyio
import trio

log = logging.getLogger(__name__)

QUIET = 15.0
NEVER = math.inf


class Lot:
    def __init__(self, number: int, closes_at: float) -> None:
        self.number = number
        self.closes_at = closes_at
        self.best = 0

    async def bidding(self, bids) -> int:
        with trio.CancelScope(deadline=trio.current_time() + QUIET) as scope:
            async for bid in bids:
                if bid > self.best:
                    self.best = bid
                    scope.deadline = trio.current_time() + QUIET
                else:
                    scope.deadline += 1
        return self.best

    async def fixed(self, bids) -> None:
        with trio.move_on_at(self.closes_at):
            async for bid in bids:
                log.info("lot %d: %d", self.number, bid)

    async def preview(self, visitors) -> None:
        with trio.CancelScope(deadline=math.inf) as scope:
            async for visitor in visitors:
                if visitor == "last":
                    scope.deadline = -math.inf

    async def closing_gong(self, gong) -> None:
        with trio.move_on_after(3):
            await gong.strike()


async def collect(client, lots: list[int]) -> int:
    loop = asyncio.get_running_loop()
    paid = 0
    async with asyncio.timeout_at(None) as limit:
        for lot in lots:
            limit.reschedule(loop.time() + 10)
            paid += await client.charge(lot)
            limit.reschedule(None)
    return paid


async def ship(host: str, lots: list[int], patience: float = NEVER) -> None:
    start = anyio.current_time()
    deadline = start + 20
    with anyio.CancelScope(deadline=deadline):
        stream = await anyio.connect_tcp(host, 9000)
        await stream.aclose()
    with anyio.CancelScope(deadline=patience):
        await anyio.sleep(len(lots))


class Invoice:
    def __init__(self, total: int) -> None:
        self.total = total
        self.deadline = 30

    def overdue(self, days: int) -> bool:
        return days > self.deadline


async def main(bids, gong) -> None:
    lot = Lot(7, trio.current_time() + 600)
    log.info("sold for %d", await lot.bidding(bids))
    await lot.closing_gong(gong)
