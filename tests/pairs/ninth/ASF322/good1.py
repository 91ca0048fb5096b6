"""Storage backends behind one async interface."""
from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from typing import AsyncIterator, Protocol

from aiohttp import web

log = logging.getLogger("storage")
routes = web.RouteTableDef()


class Sink(Protocol):
    async def push(self, data: bytes) -> int:
        ...


class Storage(ABC):
    @abstractmethod
    async def read(self, key: str) -> bytes:
        """Return the stored bytes."""

    async def write(self, key: str, data: bytes) -> None:
        raise NotImplementedError

    async def close(self) -> None:
        pass


class MemoryStorage(Storage):
    def __init__(self) -> None:
        self._data: dict[str, bytes] = {}

    async def read(self, key: str) -> bytes:
        return self._data[key]

    async def write(self, key: str, data: bytes) -> None:
        self._data[key] = data

    async def __aenter__(self) -> MemoryStorage:
        return self

    async def __aexit__(self, *exc: object) -> None:
        self._data.clear()


async def countdown(count: int) -> AsyncIterator[int]:
    for n in range(count, 0, -1):
        await asyncio.sleep(0)
        yield n


async def collect(count: int) -> list[int]:
    return [n async for n in countdown(count)]


async def locked(lock: asyncio.Lock, storage: Storage) -> bool:
    async with lock:
        return isinstance(storage, MemoryStorage)


async def last(source: AsyncIterator[int]) -> int:
    value = -1
    async for value in source:
        log.debug("%d", value)
    return value


@routes.get("/health")
async def health(request: web.Request) -> web.Response:
    return web.Response(text="ok")


async def main() -> None:
    async with MemoryStorage() as storage:
        await storage.write("k", b"v")
        print(await storage.read("k"), await collect(3), await last(countdown(2)))
        print(await locked(asyncio.Lock(), storage))


if __name__ == "__main__":
    asyncio.run(main())
