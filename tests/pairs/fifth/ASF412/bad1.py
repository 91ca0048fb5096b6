"""Taken, and lost by the timeout."""
import asyncio


async def take(queue: asyncio.Queue) -> object:
    return await asyncio.wait_for(queue.get(), 1)  # expect: ASF412


async def lock(mutex: asyncio.Lock) -> None:
    await asyncio.wait_for(mutex.acquire(), timeout=1)  # expect: ASF412
    mutex.release()
