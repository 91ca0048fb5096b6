"""Retry decorators and loops that create a new coroutine for every attempt."""
import asyncio
import functools
from typing import Awaitable, Callable


def retry(times: int):
    def decorate(func: Callable[..., Awaitable[str]]):
        @functools.wraps(func)
        async def wrapper(*args: str) -> str:
            for left in range(times, 0, -1):
                try:
                    return await func(*args)
                except ConnectionError:
                    if left == 1:
                        raise
            raise AssertionError

        return wrapper

    return decorate


@retry(3)
async def fetch(url: str) -> str:
    await asyncio.sleep(0.1)
    return url


async def again(make: Callable[[], Awaitable[str]], times: int) -> list[str]:
    return [await make() for _ in range(times)]


async def poll(url: str) -> int:
    seen = 0
    for _ in range(5):
        request = fetch(url)
        if await request:
            seen += 1
    return seen


async def main() -> None:
    print(await again(lambda: fetch("a"), 3))
    print(await asyncio.gather(*[fetch("b") for _ in range(3)]), await poll("c"))


if __name__ == "__main__":
    asyncio.run(main())
