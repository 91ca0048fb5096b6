"""Kitchen display: orders come in over a queue, stations take them."""
import asyncio
import logging
from asyncio import Queue, wait_for as at_most
from dataclasses import dataclass, field
from itertools import count

log = logging.getLogger("kitchen")
_numbers = count(1)


@dataclass
class Ticket:
    dish: str
    number: int = field(default_factory=lambda: next(_numbers))


class OvenBusy(Exception):
    pass


class Station:
    def __init__(self, name, inbox: Queue):
        self.name = name
        self.inbox = inbox
        self.oven = asyncio.Lock()
        self.stopped = False

    async def cook(self, ticket):
        log.info("%s cooks #%d %s", self.name, ticket.number, ticket.dish)
        await asyncio.sleep(0.3)

    async def bake(self, ticket):
        try:
            await asyncio.wait_for(self.oven.acquire(), 5)  # expect: ASF412
        except TimeoutError:
            raise OvenBusy(self.name) from None
        try:
            await self.cook(ticket)
        finally:
            self.oven.release()

    async def run(self):
        while not self.stopped:
            try:
                ticket = await asyncio.wait_for(self.inbox.get(), timeout=1.0)  # expect: ASF412
            except TimeoutError:
                log.debug("%s idle", self.name)
                continue
            await self.cook(ticket)

    def stop(self):
        self.stopped = True


async def next_ticket(tickets: Queue):
    getter = tickets.get()
    try:
        return await at_most(getter, 0.5)  # expect: ASF412
    except TimeoutError:
        return None


class Pass:
    """Where the waiters collect the plates."""

    def __init__(self):
        self.plates = asyncio.PriorityQueue(maxsize=20)
        self.slots = asyncio.Semaphore(4)

    async def collect(self, patience):
        match patience:
            case 0:
                return self.plates.get_nowait()
            case _:
                plate = await at_most(self.plates.get(), patience)  # expect: ASF412
                log.info("collected %r", plate)
                return plate

    async def put_up(self, rank, dish):
        async with self.slots:
            await self.plates.put((rank, dish))


async def main():
    orders = asyncio.Queue(maxsize=50)
    grill = Station("grill", orders)
    async with asyncio.TaskGroup() as group:
        group.create_task(grill.run())
        for dish in ("steak", "squid", "corn"):
            await orders.put(Ticket(dish))
        group.create_task(grill.bake(Ticket("pie")))
        await asyncio.sleep(5)
        grill.stop()


if __name__ == "__main__":
    asyncio.run(main())
