"""trio sensor loop that catches Cancelled and goes on."""
import random
from typing import Awaitable, Callable

import anyio
import trio


class Sensor:
    def __init__(self, name: str) -> None:
        self.name = name
        self.errors = 0

    async def read(self) -> float:
        await trio.sleep(0.1)
        return random.random()

    async def follow(self, sink: Callable[[float], Awaitable[None]]) -> None:
        while self.errors < 10:
            try:
                await sink(await self.read())
            except trio.Cancelled:  # expect: ASF401
                self.errors += 1

    async def safe_read(self) -> float:
        try:
            return await self.read()
        except BaseException:  # expect: ASF401
            return 0.0


async def fetch(name: str) -> str:
    cancelled = anyio.get_cancelled_exc_class()
    try:
        await anyio.sleep(1)
    except cancelled:  # expect: ASF401
        print(name, "was cancelled")
    return name


async def main() -> None:
    sensor = Sensor("attic")
    with trio.move_on_after(2):
        print(await sensor.safe_read(), await fetch("x"))
