"""Made once, used under two loops."""
import asyncio

LOCK = asyncio.Lock()  # expect: ASF319


async def job(n: int) -> None:
    async with LOCK:
        await asyncio.sleep(n)


def first() -> None:
    asyncio.run(job(1))


def second() -> None:
    asyncio.run(job(2))
