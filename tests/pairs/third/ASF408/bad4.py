"""Prompt that waits for the user or for the end of the auction."""
import asyncio
from typing import Any


class Auction:
    def __init__(self, lot: str) -> None:
        self.lot = lot
        self.bids: asyncio.Queue[int] = asyncio.Queue(50)
        self.closed = asyncio.Event()

    async def close_after(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self.closed.set()

    async def next_bid(self) -> int | None:
        bid = asyncio.create_task(self.bids.get())
        end = asyncio.create_task(self.closed.wait())
        options: dict[str, Any] = {"timeout": 30}
        result = await asyncio.wait([bid, end], return_when=asyncio.FIRST_COMPLETED)  # expect: ASF408
        if bid in result[0]:
            return bid.result()
        print("closed within", options["timeout"])
        return None


class Bidder:
    def __init__(self, auction: Auction, limit: int) -> None:
        self.auction = auction
        self.limit = limit

    async def run(self) -> None:
        for amount in range(0, self.limit, 10):
            await self.auction.bids.put(amount)
            await asyncio.sleep(0.01)


async def main() -> None:
    auction = Auction("vase")
    async with asyncio.TaskGroup() as group:
        group.create_task(Bidder(auction, 50).run())
        group.create_task(auction.close_after(1))
        highest = 0
        while (bid := await auction.next_bid()) is not None:
            highest = max(highest, bid)
    print(highest)


if __name__ == "__main__":
    asyncio.run(main())
