"""Auction house: deadlines counted from the clock that is used."""
import asyncio
import logging
import math
from dataclasses import dataclass

import anyio
import trio

log = logging.getLogger("auction")

ROUND = 30
FOREVER = math.inf


@dataclass
class Lot:
    name: str
    deadline: float = 60.0
    bids: int = 0


class Auction:
    def __init__(self, lots: list[Lot]) -> None:
        self.lots = lots
        self.closes_at = 0.0

    async def bid(self, lot: Lot) -> None:
        await anyio.sleep(0.01)
        lot.bids += 1

    async def open(self, lot: Lot) -> None:
        self.closes_at = asyncio.get_running_loop().time() + ROUND
        lot.deadline = 45.0
        try:
            async with asyncio.timeout_at(self.closes_at):
                await self.bid(lot)
        except TimeoutError:
            log.info("%s closed", lot.name)

    async def endless(self, lot: Lot) -> None:
        with anyio.CancelScope(deadline=FOREVER):
            await self.bid(lot)
        async with asyncio.timeout_at(None):
            await self.bid(lot)

    def remind(self, seconds: float) -> asyncio.TimerHandle:
        loop = asyncio.get_running_loop()
        return loop.call_at(loop.time() + seconds, log.info, "going once")

    def remind_later(self) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(60, log.info, "going twice")

    async def extended(self, lot: Lot) -> None:
        with anyio.move_on_after(ROUND) as scope:
            await self.bid(lot)
            scope.deadline += 10
            await self.bid(lot)


async def closing(auction: Auction) -> None:
    now = trio.current_time()
    with trio.CancelScope(deadline=now + ROUND) as scope:
        await trio.sleep(0.1)
        if not auction.lots:
            scope.deadline = -math.inf
        await trio.sleep(0.1)
    with trio.move_on_at(trio.current_time() + 5):
        await trio.sleep_until(trio.current_time() + 0.1)


async def main() -> None:
    auction = Auction([Lot("vase"), Lot("chair", deadline=10)])
    handles = [auction.remind(5), auction.remind_later()]
    await auction.open(auction.lots[0])
    await auction.endless(auction.lots[1])
    await auction.extended(auction.lots[0])
    for handle in handles:
        handle.cancel()


if __name__ == "__main__":
    asyncio.run(main())
    trio.run(closing, Auction([]))
