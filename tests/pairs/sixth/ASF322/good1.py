from __future__ import annotations

import abc
import asyncio
from typing import Protocol


class Store(Protocol):
    async def load(self, key: str) -> bytes: ...


class Backend(abc.ABC):
    @abc.abstractmethod
    async def fetch(self, key: str) -> bytes:
        raise NotImplementedError

    async def close(self) -> None:
        pass


class MemoryBackend(Backend):
    def __init__(self) -> None:
        self.data = {"a": b"1"}

    async def fetch(self, key: str) -> bytes:
        return self.data[key]


class Reader:
    def __init__(self, backend: Backend) -> None:
        self.backend = backend

    async def __aenter__(self) -> Reader:
        return self

    async def __aexit__(self, *exc_info) -> None:
        await self.backend.close()

    async def keys(self, names: list[str]):
        for name in names:
            yield name

    async def read(self, names: list[str]) -> list[bytes]:
        return [await self.backend.fetch(key) async for key in self.keys(names)]

    async def guarded(self) -> str:
        async with asyncio.timeout(1):
            return (await self.backend.fetch("a")).decode()


async def main() -> None:
    async with Reader(MemoryBackend()) as reader:
        print(await reader.read(["a"]), await reader.guarded())


asyncio.run(main())
