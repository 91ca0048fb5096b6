"""The callee counts the seconds."""
import asyncio


async def fetch(url: str, timeout: float = 5) -> str:  # expect: ASF413
    async with asyncio.timeout(timeout):
        await asyncio.sleep(1)
        return url
