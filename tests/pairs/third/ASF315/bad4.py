"""Awaitable job handles of a distributed task queue."""
import asyncio
import enum
from typing import Any


class State(enum.Enum):
    QUEUED = 1
    DONE = 2


class Backend:
    async def state(self, key: str) -> State:
        await asyncio.sleep(0.01)
        return State.DONE

    async def value(self, key: str) -> Any:
        await asyncio.sleep(0.01)
        return key.upper()


class Job:
    def __init__(self, backend: Backend, key: str) -> None:
        self.backend = backend
        self.key = key

    async def __await__(self) -> Any:  # expect: ASF315
        return await self.backend.value(self.key)

    async def __repr__(self) -> str:  # expect: ASF315
        return f"<Job {self.key} {await self.backend.state(self.key)}>"

    async def __contains__(self, text: str) -> bool:  # expect: ASF315
        return text in await self.backend.value(self.key)


class Plugin:
    registry: list[type] = []

    async def __init_subclass__(cls) -> None:  # expect: ASF315
        await asyncio.sleep(0)
        Plugin.registry.append(cls)
