"""The group is the inner one, or the task is awaited."""
import asyncio

import httpx
import trio


async def use(client) -> None:
    await client.get("/")


async def main() -> None:
    async with httpx.AsyncClient() as client:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(use, client)


async def other() -> None:
    async with asyncio.TaskGroup() as group:
        async with httpx.AsyncClient() as client:
            task = group.create_task(use(client))
            await task
