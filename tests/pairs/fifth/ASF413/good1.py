"""The caller does."""
import asyncio


async def fetch(url: str) -> str:
    await asyncio.sleep(1)
    return url


async def main() -> str:
    async with asyncio.timeout(5):
        return await fetch("a")


def connect(timeout: float) -> float:
    return timeout
