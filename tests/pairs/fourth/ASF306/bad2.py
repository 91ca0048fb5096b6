"""Retry helpers that await one coroutine object over and over."""
import asyncio
from collections.abc import Coroutine
from typing import Any


async def fetch(url: str) -> str:
    await asyncio.sleep(0.1)
    if "flaky" in url:
        raise ConnectionError(url)
    return url


async def fetch_retry(url: str, tries: int = 3) -> str:
    request = fetch(url)
    for _ in range(tries):
        try:
            return await request  # expect: ASF306
        except ConnectionError:
            await asyncio.sleep(0.5)
    raise TimeoutError(url)


async def retry(coro: Coroutine[Any, Any, str]) -> str:
    while True:
        try:
            return await asyncio.wait_for(coro, 5)  # expect: ASF306
        except (ConnectionError, TimeoutError):
            await asyncio.sleep(1)


async def mirror(url: str) -> list[str]:
    return await asyncio.gather(*[fetch(url)] * 3)  # expect: ASF306


async def main() -> None:
    print(await fetch_retry("https://flaky.example"))
    print(await mirror("https://example.org"))
    print(await retry(fetch("https://example.org")))


if __name__ == "__main__":
    asyncio.run(main())
