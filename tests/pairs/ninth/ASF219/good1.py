"""Price collector: bounded fetches, locked bookkeeping."""
from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import anyio
import httpx
import trio

log = logging.getLogger("prices")


class Book:
    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._changed = asyncio.Event()
        self._prices: dict[str, float] = {}

    async def put(self, symbol: str, price: float) -> None:
        async with self._lock:
            await asyncio.sleep(0)
            self._prices[symbol] = price
        self._changed.set()

    async def wait_changed(self) -> None:
        await self._changed.wait()

    async def get(self, symbol: str) -> float | None:
        """Same name as an HTTP get."""
        async with self._lock:
            await asyncio.sleep(0)
            return self._prices.get(symbol)

    async def top(self, cache: "Cache") -> float:
        async with self._lock:
            await cache.get("top")
            return max(self._prices.values(), default=0.0)


class Cache:
    def __init__(self) -> None:
        self._items: asyncio.Queue[str] = asyncio.Queue()

    async def get(self, key: str) -> str:
        await asyncio.sleep(0)
        return key.upper()


class Collector:
    def __init__(self, http: aiohttp.ClientSession, book: Book) -> None:
        self._http = http
        self._book = book
        self._slots = asyncio.Semaphore(5)
        self._lock = asyncio.Lock()
        self._failed: set[str] = set()

    async def _fetch(self, symbol: str) -> dict[str, Any]:
        async with self._slots:
            async with self._http.get(f"/price/{symbol}") as answer:
                return await answer.json()

    async def collect(self, symbol: str) -> None:
        try:
            body = await self._fetch(symbol)
        except aiohttp.ClientError as exc:
            log.warning("%s: %s", symbol, exc)
            async with self._lock:
                await asyncio.sleep(0)
                self._failed.add(symbol)
            return
        await self._book.put(symbol, float(body["price"]))

    async def prepare(self, client: httpx.AsyncClient, symbol: str) -> httpx.Response:
        async with self._lock:
            await asyncio.sleep(0)
            request = client.build_request("GET", f"/price/{symbol}")
        return await client.send(request)


@asynccontextmanager
async def slot(limiter: anyio.CapacityLimiter) -> AsyncIterator[None]:
    async with limiter:
        yield


async def push(limiter: anyio.CapacityLimiter, host: str, line: bytes) -> None:
    async with slot(limiter):
        async with await anyio.connect_tcp(host, 4000) as stream:
            await stream.send(line)


async def swap(lock: trio.Lock, stream: trio.SocketStream, lines: list[bytes]) -> int:
    async with lock:
        await trio.sleep(0)
        batch = b"".join(lines)
    await stream.send_all(batch)
    return len(batch)
