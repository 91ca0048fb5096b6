"""Weather balloon ground station."""
from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

import anyio
import trio
from anyio import create_task_group as open_group

log = logging.getLogger("station")


@dataclass
class Fix:
    lat: float
    lon: float
    alt: float


class Balloon:
    def __init__(self, ident: str) -> None:
        self.ident = ident
        self.fixes: list[Fix] = []

    async def locate(self) -> Fix:
        await asyncio.sleep(0.05)
        fix = Fix(47.0, 8.5, 1000.0 + len(self.fixes))
        self.fixes.append(fix)
        return fix

    async def locate_high(self) -> Fix:
        await asyncio.sleep(0.1)
        return Fix(47.1, 8.6, 30000.0)


class Station:
    def __init__(self, balloon: Balloon) -> None:
        self.balloon = balloon
        self.messages: list[str] = []

    async def track(self) -> Fix:
        async with asyncio.TaskGroup() as group:  # expect: ASF323
            job = group.create_task(self.balloon.locate())
        fix = job.result()
        log.info("%s at %.0f m", self.balloon.ident, fix.alt)
        return fix

    async def decode(self, frame: bytes) -> None:
        async def work() -> None:
            await anyio.sleep(0.01)
            self.messages.append(frame.decode(errors="replace"))

        async with open_group() as tg:  # expect: ASF323
            tg.start_soon(work)

    async def choose(self, high: bool) -> None:
        async with asyncio.TaskGroup() as group:  # expect: ASF323
            if high:
                group.create_task(self.balloon.locate_high())
            else:
                group.create_task(self.balloon.locate())

    async def both(self) -> float:
        async with asyncio.TaskGroup() as group:
            low = group.create_task(self.balloon.locate())
            high = group.create_task(self.balloon.locate_high())
        return high.result().alt - low.result().alt


async def release(seconds: float) -> None:
    await trio.sleep(seconds)
    log.info("released")


async def countdown(seconds: float) -> bool:
    with trio.move_on_after(seconds * 2) as scope:
        async with trio.open_nursery() as nursery:  # expect: ASF323
            nursery.start_soon(release, seconds)
    return not scope.cancelled_caught


async def main() -> None:
    station = Station(Balloon("HB-42"))
    await station.track()
    await station.decode(b"T=-40")
    await station.choose(high=True)
    try:
        log.info("spread %.0f", await station.both())
    except* OSError as group:
        log.error("lost contact: %s", group.exceptions)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    trio.run(countdown, 0.1)
    asyncio.run(main())
