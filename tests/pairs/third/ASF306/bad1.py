"""Download helper that retries a request a few times."""
import asyncio
from collections.abc import Coroutine
from typing import Any

import aiohttp


class DownloadError(Exception):
    pass


async def fetch(session: aiohttp.ClientSession, url: str) -> bytes:
    async with session.get(url) as answer:
        answer.raise_for_status()
        return await answer.read()


async def with_retry(session: aiohttp.ClientSession, url: str, attempts: int = 3) -> bytes:
    request: Coroutine[Any, Any, bytes] = fetch(session, url)
    for attempt in range(attempts):
        try:
            return await request  # expect: ASF306
        except aiohttp.ClientError as error:
            print("attempt", attempt, error)
            await asyncio.sleep(2**attempt)
    raise DownloadError(url)


async def mirror(urls: list[str]) -> int:
    size = 0
    async with aiohttp.ClientSession() as session:
        for url in urls:
            size += len(await with_retry(session, url))
    return size


if __name__ == "__main__":
    print(asyncio.run(mirror(["https://example.org/a", "https://example.org/b"])))
