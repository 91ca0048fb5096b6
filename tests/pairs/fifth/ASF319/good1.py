"""One loop, or made inside it."""
import asyncio


async def job(n: int, lock: asyncio.Lock) -> None:
    async with lock:
        await asyncio.sleep(n)


async def main() -> None:
    lock = asyncio.Lock()
    await asyncio.gather(job(1, lock), job(2, lock))


def first() -> None:
    asyncio.run(main())
