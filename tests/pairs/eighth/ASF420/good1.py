"""Sensor bus on trio; every coroutine yields to the scheduler."""
from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator

import trio

log = logging.getLogger(__name__)


class Sensor(ABC):
    @abstractmethod
    async def read(self) -> float:
        ...

    async def calibrate(self) -> None:
        raise NotImplementedError


class Thermometer(Sensor):
    def __init__(self, offset: float) -> None:
        self.offset = offset
        self.last: float | None = None

    def cached(self) -> float | None:
        return self.last

    async def read(self) -> float:
        if self.offset > 10:
            log.warning("offset of %.1f", self.offset)
            await trio.lowlevel.checkpoint()
            return 0.0
        await trio.sleep(0.2)
        self.last = 20.0 + self.offset
        return 20.0 + self.offset

    async def calibrate(self) -> None:
        if self.offset:
            await trio.sleep(1)
        else:
            await trio.sleep(2)

    async def reset(self) -> bool:
        had_value = self.last is not None
        self.last = None
        await trio.lowlevel.checkpoint()
        return had_value

    async def stream(self, count: int) -> AsyncIterator[float]:
        for _ in range(count):
            await trio.sleep(1)
            yield await self.read()
        await trio.lowlevel.checkpoint()


async def until_stable(sensor: Sensor) -> float:
    previous = None
    while True:
        value = await sensor.read()
        if previous is not None and abs(value - previous) < 0.1:
            return value
        previous = value


async def read_three(sensor: Sensor) -> list[float]:
    values = []
    for _ in range(3):
        values.append(await sensor.read())
    return values


async def within(sensor: Sensor, seconds: float) -> float | None:
    with trio.move_on_after(seconds):
        return await sensor.read()
    log.warning("sensor is slow")
    await trio.lowlevel.checkpoint()
    return None


async def main() -> None:
    sensor = Thermometer(0.5)
    await sensor.calibrate()
    log.info("%.1f", await until_stable(sensor))


if __name__ == "__main__":
    trio.run(main)
