"""Home dashboard: pull data from independent services."""
from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Any

import httpx
import trio

log = logging.getLogger("dashboard")


@dataclass
class Tile:
    title: str
    body: str


class Weather:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def today(self, city: str) -> dict[str, Any]:
        response = await self.client.get("/weather", params={"city": city})
        return dict(response.json())


class News:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def headlines(self, topic: str) -> list[str]:
        response = await self.client.get("/news", params={"topic": topic})
        return list(response.json())


class Dashboard:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.weather = Weather(client)
        self.news = News(client)

    def _render(self, weather: dict[str, Any], news: list[str]) -> list[Tile]:
        tiles = [Tile("Weather", str(weather.get("summary", "")))]
        return tiles + [Tile("News", line) for line in news]

    async def home(self, city: str) -> list[Tile]:
        return self._render(await self.weather.today(city), await self.news.headlines("local"))  # expect: ASF320

    async def compare(self, cities: list[str]) -> list[dict[str, Any]]:
        return [await self.weather.today(city) for city in cities]  # expect: ASF320

    async def topics(self, topics: list[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for topic in topics:
            found[topic] = await self.news.headlines(topic)  # expect: ASF320
        return found

    async def split(self, left: str, right: str) -> str:
        a, b = await self.weather.today(left), await self.weather.today(right)  # expect: ASF320
        warmer = left if a.get("celsius", 0) > b.get("celsius", 0) else right
        return f"{warmer} is warmer"


async def resolve(host: str) -> int:
    found = await trio.socket.getaddrinfo(host, 443)
    return len(found)


async def resolve_all(hosts: list[str]) -> int:
    with trio.move_on_after(10):
        return sum([await resolve(host) for host in hosts])  # expect: ASF320
    return 0


async def main() -> None:
    async with httpx.AsyncClient(base_url="https://home.invalid") as client:
        board = Dashboard(client)
        try:
            for tile in await board.home("Bern"):
                print(tile.title, tile.body)
        except httpx.HTTPError as exc:
            log.error("home: %s", exc)


if __name__ == "__main__":
    asyncio.run(main())
    log.info("%d", trio.run(resolve_all, ["example.org", "example.net"]))
