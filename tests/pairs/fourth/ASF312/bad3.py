"""trio scripts: aliases, partials and nested sync functions behind an await."""
from dataclasses import dataclass, replace
from functools import partial

import trio


@dataclass(frozen=True)
class Reading:
    sensor: str
    value: float

    def scaled(self, factor: float) -> "Reading":
        return replace(self, value=self.value * factor)


def average(readings: list[Reading]) -> float:
    return sum(r.value for r in readings) / len(readings)


mean = average


async def read(sensor: str) -> Reading:
    await trio.sleep(0.1)
    return Reading(sensor, 20.5)


async def report(sensors: list[str]) -> str:
    readings = [await read(s) for s in sensors]
    value = await mean(readings)  # expect: ASF312

    def describe(unit: str) -> str:
        return f"{value} {unit}"

    celsius = partial(describe, "C")
    return await celsius()  # expect: ASF312


async def first(sensor: str) -> float:
    reading = await (await read(sensor)).scaled(1.8)  # expect: ASF312
    return reading.value


if __name__ == "__main__":
    print(trio.run(report, ["attic", "cellar"]))
