"""Weather station gateway with retries and a small cache."""
import asyncio
import functools
import logging
from typing import Any, Coroutine

log = logging.getLogger("station")


class Unreachable(Exception):
    pass


async def with_retries(coro: Coroutine[Any, Any, dict], attempts: int = 3) -> dict:
    for attempt in range(attempts):
        try:
            return await coro  # expect: ASF306
        except Unreachable:
            log.warning("attempt %d failed", attempt + 1)
            await asyncio.sleep(2**attempt)
    raise Unreachable


@functools.lru_cache(maxsize=128)  # expect: ASF306
async def geocode(place: str) -> tuple[float, float]:
    await asyncio.sleep(0.1)
    return (len(place) * 1.0, 2.0)


class Station:
    def __init__(self, name: str) -> None:
        self.name = name
        self.readings: list[dict] = []

    async def read(self) -> dict:
        await asyncio.sleep(0.01)
        return {"station": self.name, "t": 20.5}

    @functools.cached_property  # expect: ASF306
    async def firmware(self) -> str:
        await asyncio.sleep(0.01)
        return "2.1"

    async def read_twice(self) -> list[dict]:
        first = second = self.read()
        try:
            self.readings.append(await first)
        except Unreachable:
            log.info("%s is offline", self.name)
        self.readings.append(await second)  # expect: ASF306
        return self.readings

    async def flood(self, n: int) -> None:
        burst = [self.read()] * n  # expect: ASF306
        for reading in await asyncio.gather(*burst):
            self.readings.append(reading)


class Gateway:
    def __init__(self, stations: list[Station]) -> None:
        self.stations = stations

    async def poll(self) -> list[dict]:
        rows = []
        for station in self.stations:
            rows.append(await with_retries(station.read()))
            log.debug("at %s", await geocode(station.name))
        return rows


async def main() -> None:
    gateway = Gateway([Station("north"), Station("south")])
    print(await gateway.poll())
    print(await gateway.stations[0].firmware)


if __name__ == "__main__":
    asyncio.run(main())
