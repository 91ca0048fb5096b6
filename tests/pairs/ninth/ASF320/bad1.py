"""Trip planner backend: gathers data from independent providers."""
import asyncio
import logging
from dataclasses import dataclass

import trio

log = logging.getLogger("trips")


@dataclass(frozen=True)
class Place:
    name: str
    lat: float
    lon: float


class Weather:
    async def forecast(self, place: Place) -> str:
        await asyncio.sleep(0.2)
        return f"sunny in {place.name}"


class Hotels:
    async def available(self, place: Place, nights: int) -> list[str]:
        await asyncio.sleep(0.3)
        return [f"{place.name} Inn ({nights})"]


class Planner:
    def __init__(self, weather: Weather, hotels: Hotels) -> None:
        self.weather = weather
        self.hotels = hotels
        self.plans = 0

    async def plan(self, place: Place, nights: int) -> dict:
        if nights < 1:
            raise ValueError("nights")
        self.plans += 1
        sky, rooms = await self.weather.forecast(place), await self.hotels.available(place, nights)  # expect: ASF320
        return {"sky": sky, "rooms": rooms}

    async def compare(self, places: list[Place]) -> dict[str, str]:
        forecast = self.weather.forecast
        skies = {place.name: await forecast(place) for place in places}  # expect: ASF320
        log.debug("%d places compared", len(skies))
        return skies

    async def cheapest(self, places: list[Place]) -> list[str]:
        rooms: list[str] = []
        for place in places:
            rooms.extend(await self.hotels.available(place, 1))  # expect: ASF320
        return sorted(rooms)

    async def postcard(self, home: Place, away: Place) -> str:
        there = await self.weather.forecast(away)
        here = await self.weather.forecast(home)  # expect: ASF320
        return f"{there}, not {here}"


async def ping(host: str) -> bool:
    await trio.sleep(0.1)
    return bool(host)


async def probe(hosts: list[str]) -> list[str]:
    alive = []
    for host in hosts:
        if await ping(host):  # expect: ASF320
            alive.append(host)
    return alive


async def main() -> None:
    planner = Planner(Weather(), Hotels())
    oslo, rome = Place("Oslo", 59.9, 10.7), Place("Rome", 41.9, 12.5)
    print(await planner.plan(oslo, 2))
    print(await planner.compare([oslo, rome]))


if __name__ == "__main__":
    asyncio.run(main())
    print(trio.run(probe, ["a", "b"]))
