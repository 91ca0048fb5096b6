from __future__ import annotations

import asyncio
from asyncio import Condition as AsyncCondition
from dataclasses import dataclass, field


@dataclass
class Seat:
    number: int
    holder: str | None = None


@dataclass
class Room:
    seats: list[Seat]
    changed: AsyncCondition = field(default_factory=AsyncCondition)

    def free(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.holder is None]


class Booking(Room):
    async def reserve(self, who: str) -> Seat:
        async with self.changed:
            seats = self.free()
            if not seats:
                await self.changed.wait()  # expect: ASF601
                seats = self.free()
            seat = seats[0]
            seat.holder = who
            return seat

    async def cancel(self, seat: Seat) -> None:
        async with self.changed:
            seat.holder = None
            self.changed.notify_all()


async def main() -> None:
    booking = Booking([Seat(1), Seat(2)])
    seats = await asyncio.gather(*(booking.reserve(name) for name in ("ann", "bob")))
    for seat in seats:
        await booking.cancel(seat)


if __name__ == "__main__":
    asyncio.run(main())
