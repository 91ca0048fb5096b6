"""Timeouts around what can be lost."""
import asyncio


async def ping(client) -> None:
    await asyncio.wait_for(client.ping(), 1)


async def take(queue: asyncio.Queue) -> object:
    return await queue.get()
