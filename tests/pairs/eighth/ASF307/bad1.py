"""Elevator controller simulation."""
from __future__ import annotations

import asyncio
import atexit
import functools
import logging
import threading
from dataclasses import dataclass

import trio

log = logging.getLogger("lift")


@dataclass
class Call:
    floor: int
    waited: float = 0.0


class Device:
    def __init__(self, name: str) -> None:
        self.name = name

    async def reset(self) -> None:
        await asyncio.sleep(0.1)
        log.info("%s reset", self.name)

    async def poll(self) -> int:
        await asyncio.sleep(0.05)
        return len(self.name)


class Door(Device):
    def __init__(self, name: str, seconds: float) -> None:
        super().__init__(name)
        self.seconds = seconds
        self.is_open = False

    def open(self) -> None:
        self.is_open = True
        loop = asyncio.get_running_loop()
        loop.call_later(self.seconds, self.reset)  # expect: ASF307


class Controller:
    def __init__(self, doors: list[Door]) -> None:
        self.doors = doors
        self.calls: list[Call] = []

    async def cost(self, call: Call) -> float:
        await asyncio.sleep(0)
        return abs(call.floor - 3) - call.waited

    async def next_call(self) -> Call:
        await asyncio.sleep(0)
        return min(self.calls, key=self.cost)  # expect: ASF307

    async def warm_up(self, floor: int) -> None:
        for door in self.doors:
            await door.poll()
        log.info("warm at floor %d", floor)

    def monitor(self) -> threading.Thread:
        job = functools.partial(self.warm_up, 0)
        thread = threading.Thread(target=job, name="monitor", daemon=True)  # expect: ASF307
        thread.start()
        return thread


async def park(cabin: str) -> None:
    await trio.sleep(1)
    log.info("%s parked", cabin)


async def maintenance(cabins: list[str]) -> None:
    for cabin in cabins:
        await trio.to_thread.run_sync(park, cabin)  # expect: ASF307


async def goodbye() -> None:
    log.info("controller stopped")


async def main() -> None:
    controller = Controller([Door("north", 3.0), Door("south", 2.5)])
    controller.calls += [Call(2), Call(7, 12.0)]
    for door in controller.doors:
        door.open()
    monitor = controller.monitor()
    log.info("next: %s, monitor %s", await controller.next_call(), monitor.name)


if __name__ == "__main__":
    atexit.register(goodbye)  # expect: ASF307
    asyncio.run(main())
    trio.run(maintenance, ["A", "B"])
