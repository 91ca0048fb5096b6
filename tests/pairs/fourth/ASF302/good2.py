"""Repositories where the same method name is sync in one class and async in the other."""
import asyncio
import json
import logging
from typing import Optional

log = logging.getLogger(__name__)


class MemoryRepo:
    def __init__(self) -> None:
        self.rows = {"ann": {"age": 30}}

    def exists(self, name: str) -> bool:
        return name in self.rows

    def get(self, name: str) -> dict:
        return self.rows[name]


class RemoteRepo:
    async def exists(self, name: str) -> bool:
        await asyncio.sleep(0.1)
        return bool(name)

    async def get(self, name: str) -> dict:
        await asyncio.sleep(0.1)
        return {"age": len(name)}


async def age(name: str, memory: MemoryRepo, remote: Optional[RemoteRepo]) -> int:
    if memory.exists(name):
        log.debug("cached %s", memory.get(name))
        return memory.get(name)["age"]
    if remote is not None and await remote.exists(name):
        found = await remote.get(name)
        log.debug("remote %s", json.dumps(found))
        return (await remote.get(name))["age"]
    raise KeyError(name)


async def both(remote: RemoteRepo) -> str:
    first, second = await asyncio.gather(remote.get("a"), remote.get("b"))
    return f"{first['age']} {second['age']}"
