from __future__ import annotations

import trio

_token: str | None = None


async def request_token() -> str:
    stream = await trio.open_tcp_stream("auth.internal", 4000)
    await stream.send_all(b"token please")
    return (await stream.receive_some(64)).decode()


async def token() -> str:
    global _token
    if _token:
        return _token
    fresh = await request_token()
    _token = fresh  # expect: ASF502
    return fresh


class Elevator:
    def __init__(self) -> None:
        self.busy = False
        self.trips: list[int] = []

    async def announce(self, floor: int) -> None:
        await trio.sleep(0.2)
        print("going to", floor, await token())

    async def call(self, floor: int) -> bool:
        if self.busy:
            return False
        await self.announce(floor)
        self.busy = True  # expect: ASF502
        try:
            await trio.sleep(floor)
            self.trips.append(floor)
        finally:
            self.busy = False
        return True


async def main() -> None:
    elevator = Elevator()
    async with trio.open_nursery() as nursery:
        for floor in (3, 5, 8):
            nursery.start_soon(elevator.call, floor)


trio.run(main)
