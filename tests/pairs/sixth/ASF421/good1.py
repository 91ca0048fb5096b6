import asyncio
import math

import anyio
import trio


class Keeper:
    def __init__(self, pause: float) -> None:
        self.pause = pause

    async def fair_sum(self, numbers: list[int]) -> int:
        total = 0
        for number in numbers:
            total += number
            await trio.lowlevel.checkpoint()
        return total

    async def hold(self) -> None:
        await trio.sleep_forever()

    async def rest(self) -> None:
        await trio.sleep(self.pause)
        await trio.sleep(3600)
        await anyio.sleep(0.001)
        await anyio.sleep(min(self.pause, 86400))

    async def anyio_hold(self) -> None:
        await anyio.lowlevel.checkpoint()
        await anyio.sleep_forever()


async def native(numbers: list[int]) -> float:
    best = math.inf
    for number in numbers:
        best = min(best, number)
        await asyncio.sleep(0)
    return best


async def sleep(seconds: float) -> float:
    await trio.sleep(seconds / 2)
    return seconds


async def local_sleep() -> float:
    return await sleep(0)


async def deadline(seconds: float) -> None:
    with trio.move_on_after(math.inf):
        await trio.sleep(seconds)
