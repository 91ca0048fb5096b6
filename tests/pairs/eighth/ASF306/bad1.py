"""Client for a flaky weather API."""
from __future__ import annotations

import asyncio
import functools
import logging
from functools import cache as memo
from typing import Any, Coroutine

log = logging.getLogger("weather")


class WeatherError(RuntimeError):
    pass


class Transport:
    def __init__(self, base: str) -> None:
        self.base = base
        self.calls = 0

    async def get(self, path: str) -> dict[str, Any]:
        self.calls += 1
        await asyncio.sleep(0.01)
        if self.calls % 3 == 0:
            raise WeatherError(path)
        return {"path": path, "celsius": 21.5}


async def retry(job: Coroutine[Any, Any, dict[str, Any]], attempts: int = 3) -> dict[str, Any]:
    for attempt in range(attempts):
        try:
            return await job  # expect: ASF306
        except WeatherError as exc:
            log.warning("attempt %d failed: %s", attempt, exc)
            await asyncio.sleep(0.1 * attempt)
    raise WeatherError("gave up")


@memo  # expect: ASF306
async def station_name(ident: int) -> str:
    await asyncio.sleep(0.01)
    return f"station-{ident}"


class Station:
    def __init__(self, transport: Transport, ident: int) -> None:
        self.transport = transport
        self.ident = ident

    @functools.cached_property  # expect: ASF306
    async def location(self) -> tuple[float, float]:
        data = await self.transport.get(f"/station/{self.ident}")
        return data.get("lat", 0.0), data.get("lon", 0.0)

    async def current(self) -> dict[str, Any]:
        return await retry(self.transport.get(f"/station/{self.ident}/now"))

    async def latency(self, samples: int) -> float:
        loop = asyncio.get_running_loop()
        begin = loop.time()
        await asyncio.gather(*[self.transport.get("/ping")] * samples)  # expect: ASF306
        return (loop.time() - begin) / samples

    async def compare(self, other: Station) -> float:
        mine = self.transport.get(f"/station/{self.ident}/now")
        theirs = other.current()
        try:
            async with asyncio.timeout(2):
                here, there = await mine, await theirs
        except TimeoutError:
            log.info("slow answer, asking again")
            here, there = await mine, await other.current()  # expect: ASF306
        return here["celsius"] - there["celsius"]


async def main() -> None:
    transport = Transport("https://weather.invalid")
    left, right = Station(transport, 1), Station(transport, 2)
    log.info("%s at %s", await station_name(1), await left.location)
    log.info("difference %.1f", await left.compare(right))
    log.info("latency %.4f", await left.latency(5))


if __name__ == "__main__":
    asyncio.run(main())
