"""Robots in a warehouse: what belongs to the class and what to each robot."""
from __future__ import annotations

import asyncio
import logging
import threading
from dataclasses import dataclass, field

log = logging.getLogger("robots")


class Robot:
    log_lines: list[str] = []
    speeds = {"slow": 0.5, "fast": 1.5}
    waypoints: list[str] = []
    fleet: set[str] = set()
    _fleet_lock = threading.Lock()

    def __init__(self, name: str) -> None:
        self.name = name
        self.log_lines = []
        self.waypoints = [*self.waypoints, "dock"]

    def enlist(self) -> None:
        with Robot._fleet_lock:
            self.fleet.add(self.name)

    def drive(self, pace: str) -> None:
        self.enlist()
        self.log_lines.append(f"driving at {self.speeds[pace]}")
        self.waypoints.append("shelf")


def drive_all(names: list[str]) -> None:
    threads = [threading.Thread(target=Robot(name).drive, args=("slow",)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@dataclass
class Arm:
    number: int
    angles: list[float] = field(default_factory=list)

    async def turn(self, angle: float) -> None:
        await asyncio.sleep(0)
        self.angles.append(angle)


async def turn_all(angle: float) -> None:
    await asyncio.gather(*(Arm(n).turn(angle) for n in range(4)))


class Plugin:
    """Filled while modules are imported, read afterwards."""

    registry: dict[str, type] = {}

    def __init_subclass__(cls) -> None:
        cls.registry[cls.__name__] = cls

    async def load(self) -> str:
        await asyncio.sleep(0)
        return ", ".join(self.registry)


class Lidar(Plugin):
    pass


class Scanner:
    ranges: tuple[float, ...] = ()

    async def scan(self, value: float) -> None:
        await asyncio.sleep(0)
        self.ranges += (value,)
        log.debug("%s", self.ranges)


async def scan_all() -> list[str]:
    await asyncio.gather(*(Scanner().scan(n / 2) for n in range(3)))
    return [await Lidar().load()]
