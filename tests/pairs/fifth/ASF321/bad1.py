"""As many requests at once as there are items."""
import asyncio


async def fetch(url: str) -> str:
    await asyncio.sleep(0)
    return url


async def all_pages(urls: list[str]) -> list[str]:
    return await asyncio.gather(*[fetch(url) for url in urls])  # expect: ASF321


async def grouped(urls: list[str]) -> None:
    async with asyncio.TaskGroup() as group:
        for url in urls:
            group.create_task(fetch(url))  # expect: ASF321
