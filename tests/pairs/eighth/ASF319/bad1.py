"""Command line tool with several asynchronous sub-commands."""
from __future__ import annotations

import asyncio
import logging
import sys
from typing import Any

import httpx
import redis.asyncio as aioredis

log = logging.getLogger("ctl")

client = httpx.AsyncClient(base_url="https://api.invalid", timeout=5)  # expect: ASF319
gate, retries = asyncio.Semaphore(4), 3  # expect: ASF319


class Cache:
    pool = aioredis.ConnectionPool.from_url("redis://localhost/0")  # expect: ASF319

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix

    async def get(self, key: str) -> bytes | None:
        conn = aioredis.Redis(connection_pool=self.pool)
        value: bytes | None = await conn.get(f"{self.prefix}:{key}")
        return value

    async def put(self, key: str, value: str) -> None:
        conn = aioredis.Redis(connection_pool=self.pool)
        await conn.set(f"{self.prefix}:{key}", value)


async def fetch(path: str) -> dict[str, Any]:
    async with gate:
        response = await client.get(path)
        response.raise_for_status()
        return dict(response.json())


async def show(name: str) -> str:
    cached = await Cache("item").get(name)
    if cached is not None:
        return cached.decode()
    item = await fetch(f"/items/{name}")
    text = f"{name}: {item.get('title', '?')}"
    await Cache("item").put(name, text)
    return text


async def count(names: list[str]) -> int:
    async with asyncio.TaskGroup() as group:
        jobs = [group.create_task(fetch(f"/items/{name}")) for name in names]
    return sum(len(job.result()) for job in jobs)


def show_command(name: str) -> None:
    print(asyncio.run(show(name)))


def count_command(names: list[str]) -> None:
    for attempt in range(retries):
        try:
            print(asyncio.run(count(names)))
            return
        except* httpx.HTTPError as group:
            log.warning("attempt %d: %s", attempt, group.exceptions)


def main(argv: list[str]) -> int:
    logging.basicConfig(level=logging.INFO)
    match argv:
        case ["show", name]:
            show_command(name)
        case ["count", *names]:
            count_command(names)
        case ["both", *names]:
            count_command(names)
            for name in names:
                show_command(name)
        case _:
            print("usage: ctl show NAME | count NAME... | both NAME...")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
