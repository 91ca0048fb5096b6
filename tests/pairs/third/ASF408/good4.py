"""Auction whose two waiters are cancelled in the same function."""
import asyncio
import concurrent.futures
import threading


def estimate(lot: str) -> int:
    return len(lot)


class Auction:
    def __init__(self, lot: str) -> None:
        self.lot = lot
        self.bids: asyncio.Queue[int] = asyncio.Queue(50)
        self.closed = asyncio.Event()

    async def next_bid(self) -> int | None:
        bid = asyncio.create_task(self.bids.get())
        end = asyncio.create_task(self.closed.wait())
        done, pending = await asyncio.wait([bid, end], return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        return bid.result() if bid in done else None

    def estimates(self) -> list[int]:
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            futures = [pool.submit(estimate, self.lot) for _ in range(2)]
            done, _ = concurrent.futures.wait(futures, timeout=5)
            return [future.result() for future in done]


class Gong:
    def __init__(self) -> None:
        self.struck = threading.Event()

    def wait(self, timeout: float) -> bool:
        return self.struck.wait(timeout=timeout)


async def main(auction: Auction) -> None:
    await auction.bids.put(10)
    print(await auction.next_bid())
    auction.closed.set()
    print(await auction.next_bid())


if __name__ == "__main__":
    lot = Auction("vase")
    print(lot.estimates(), Gong().wait(0.1))
    asyncio.run(main(lot))
