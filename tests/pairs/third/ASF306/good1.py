"""Download helper that makes a new request for each attempt."""
import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

import aiohttp


async def fetch(session: aiohttp.ClientSession, url: str) -> bytes:
    async with session.get(url) as answer:
        answer.raise_for_status()
        return await answer.read()


async def retry(make: Callable[[], Awaitable[bytes]], attempts: int = 3) -> bytes:
    for attempt in range(attempts - 1):
        request = make()
        try:
            return await request
        except aiohttp.ClientError:
            await asyncio.sleep(2**attempt)
    return await make()


async def either(session: aiohttp.ClientSession, url: str, quick: bool) -> bytes:
    request = fetch(session, url)
    if quick:
        return await asyncio.wait_for(request, 1)
    return await request


async def first_only(session: aiohttp.ClientSession, url: str) -> bytes:
    request = fetch(session, url)
    while True:
        body = await request
        break
    return body


async def main() -> None:
    async with aiohttp.ClientSession() as session:
        url = "https://example.org"
        print(len(await retry(partial(fetch, session, url))))
        print(len(await either(session, url, True)), len(await first_only(session, url)))


if __name__ == "__main__":
    asyncio.run(main())
