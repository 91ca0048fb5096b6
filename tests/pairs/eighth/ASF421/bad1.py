"""Soak test driver for a trio service (and its anyio twin)."""
from __future__ import annotations

import logging
import math
from collections.abc import Callable
from typing import Final

import anyio
import trio
from trio import sleep as pause

log = logging.getLogger("soak")

WEEK: Final = 7 * 24 * 60 * 60


class SoakFailed(Exception):
    pass


class Driver:
    def __init__(self, target: Callable[[int], int], width: int = 50) -> None:
        self._target = target
        self.width = width
        self.failures = 0

    async def spin(self, rounds: int) -> None:
        for number in range(rounds):
            if self._target(number) != number:
                self.failures += 1
            await trio.sleep(0)  # expect: ASF421

    async def hold(self) -> None:
        log.info("holding %d connections", self.width)
        await pause(math.inf)  # expect: ASF421

    async def leak_watch(self) -> None:
        with trio.move_on_after(WEEK):
            async with trio.open_nursery() as nursery:
                for _ in range(self.width):
                    nursery.start_soon(self.hold)
        if self.failures:
            raise SoakFailed(f"{self.failures} failures")


async def anyio_spin(target: Callable[[int], int], rounds: int) -> int:
    good = 0
    for number in range(rounds):
        good += target(number) == number
        await anyio.sleep(0)  # expect: ASF421
    return good


async def park(seconds: float | None) -> None:
    match seconds:
        case None:
            await anyio.sleep(float("inf"))  # expect: ASF421
        case float() | int():
            await anyio.sleep(seconds)


async def weekly_report(driver: Driver, send) -> None:
    while True:
        await trio.sleep(WEEK)  # expect: ASF421
        await send(f"{driver.failures} failures this week")


async def main() -> None:
    driver = Driver(lambda number: number)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(driver.spin, 1000)
        nursery.start_soon(driver.leak_watch)


if __name__ == "__main__":
    trio.run(main)
