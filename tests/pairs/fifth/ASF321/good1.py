"""A limit, or a known few."""
import asyncio

limit = asyncio.Semaphore(10)


async def fetch(url: str) -> str:
    async with limit:
        await asyncio.sleep(0)
        return url


async def all_pages(urls: list[str]) -> list[str]:
    return await asyncio.gather(*[fetch(url) for url in urls])


async def one(url: str) -> str:
    await asyncio.sleep(0)
    return url


async def three() -> list[str]:
    return await asyncio.gather(*[one(url) for url in ("a", "b", "c")])
