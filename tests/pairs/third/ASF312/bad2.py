"""Batch fetcher that asks several weather stations at once."""
import asyncio
from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    station: str
    celsius: float


class Station:
    def __init__(self, name: str) -> None:
        self.name = name

    async def read(self) -> Reading:
        await asyncio.sleep(0.1)
        return Reading(self.name, 20.0)


def average(readings: list[Reading]) -> float:
    return sum(reading.celsius for reading in readings) / len(readings)


class Network:
    def __init__(self, names: list[str]) -> None:
        self.stations = [Station(name) for name in names]

    async def all(self) -> list[Reading]:
        return await [station.read() for station in self.stations]  # expect: ASF312

    async def pair(self) -> tuple[Reading, Reading]:
        first, second = self.stations[:2]
        return await (first.read(), second.read())  # expect: ASF312

    async def mean(self) -> float:
        readings = [await station.read() for station in self.stations]
        return await average(readings)  # expect: ASF312


async def main() -> None:
    network = Network(["north", "south"])
    print(await network.mean())


if __name__ == "__main__":
    asyncio.run(main())
