"""Weather cache: requests happen beside the lock or under a semaphore."""
from __future__ import annotations

import asyncio
import logging
from collections import deque
from typing import Any

import aiohttp
import anyio
import httpx

logger = logging.getLogger("weather")


class Store:
    """In-memory store with the vocabulary of an HTTP client."""

    def __init__(self) -> None:
        self._rows: dict[str, Any] = {}

    async def get(self, key: str) -> Any:
        await asyncio.sleep(0)
        return self._rows.get(key)

    async def post(self, key: str, value: Any) -> None:
        await asyncio.sleep(0)
        self._rows[key] = value


class Weather:
    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session = session
        self.store = Store()
        self._lock = asyncio.Lock()
        self._limit = asyncio.Semaphore(4)
        self._wind: dict[str, float] = {}

    async def wind(self, town: str) -> float:
        async with self._limit:
            async with self.session.get(f"/wind/{town}") as response:
                value = float(await response.text())
        async with self._lock:
            await asyncio.sleep(0)
            self._wind[town] = value
        return value

    async def remember(self, town: str, value: float) -> Any:
        async with self._lock:
            await self.store.post(town, value)
            return await self.store.get(town)

    async def schedule(self, towns: list[str]) -> list[float]:
        async with self._lock:
            await asyncio.sleep(0)
            tasks = [asyncio.create_task(self.wind(town)) for town in towns]
        return await asyncio.gather(*tasks)

    async def released_early(self, town: str) -> int:
        await self._lock.acquire()
        try:
            await asyncio.sleep(0)
            path = f"/rain/{town}"
        finally:
            self._lock.release()
        response = await self.session.get(path)
        return response.status


class Queue:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.turn = anyio.Lock()
        self.slots = anyio.CapacityLimiter(2)
        self.towns: deque[str] = deque()

    async def push(self, town: str) -> None:
        async with self.turn:
            await anyio.sleep(0)
            self.towns.append(town)

    async def send_all(self) -> int:
        async with self.turn:
            await anyio.sleep(0)
            towns = list(self.towns)
            self.towns.clear()
        for town in towns:
            async with self.slots:
                await self.client.post("/towns", content=town)
        return len(towns)


async def main() -> None:
    async with aiohttp.ClientSession("https://weather.example.org") as session:
        weather = Weather(session)
        logger.info("%s", await weather.schedule(["Bergen", "Oslo"]))
        logger.info("%s", await weather.remember("Oslo", 3.4))
        logger.info("%d", await weather.released_early("Oslo"))
    async with httpx.AsyncClient(base_url="https://weather.example.org") as client:
        queue = Queue(client)
        await queue.push("Oslo")
        logger.info("%d sent", await queue.send_all())


if __name__ == "__main__":
    asyncio.run(main())
