"""Simulated clock and the agents that live by it."""
from __future__ import annotations

import asyncio
import logging
import threading
import time

import anyio.lowlevel
import trio

log = logging.getLogger(__name__)

DAY = 24 * 60 * 60


class Clock:
    def __init__(self, speed: float) -> None:
        self.speed = speed
        self.ticks = 0

    async def sleep(self, seconds: float) -> None:
        self.ticks += 1
        await trio.sleep(seconds / self.speed)


class Agent:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.energy = 10

    async def live(self) -> None:
        while self.energy:
            self.energy -= 1
            await self._clock.sleep(0)
            await trio.lowlevel.checkpoint()

    async def rest(self) -> None:
        await trio.sleep(DAY)
        await trio.sleep(0.5)

    async def hibernate(self) -> None:
        log.info("hibernating")
        await trio.sleep_forever()

    async def nap(self, delay: float = 0) -> None:
        await trio.sleep(delay)


async def bridge(lines) -> int:
    count = 0
    async for line in lines:
        log.debug("%s", line)
        count += 1
        await asyncio.sleep(0)
    return count


async def serve_forever() -> None:
    await anyio.sleep_forever()


async def yield_once() -> None:
    await anyio.lowlevel.checkpoint()
    await anyio.sleep(1e-3)


def watchdog(stop: threading.Event, beats: list[float]) -> None:
    while not stop.wait(1):
        beats.append(time.monotonic())
        time.sleep(0)


def main() -> None:
    stop = threading.Event()
    beats: list[float] = []
    thread = threading.Thread(target=watchdog, args=(stop, beats))
    thread.start()
    try:
        trio.run(Agent(Clock(10.0)).live)
    finally:
        stop.set()
        thread.join()
    log.info("%d beats", len(beats))


if __name__ == "__main__":
    main()
