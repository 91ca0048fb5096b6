"""The client is closed before the nursery waits for its user."""
import asyncio

import httpx
import trio


async def use(client) -> None:
    await client.get("/")


async def main() -> None:
    async with trio.open_nursery() as nursery:
        async with httpx.AsyncClient() as client:
            nursery.start_soon(use, client)  # expect: ASF326


async def other() -> None:
    async with asyncio.TaskGroup() as group:
        async with httpx.AsyncClient() as client:
            group.create_task(use(client))  # expect: ASF326
