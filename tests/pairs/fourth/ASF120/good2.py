"""anyio crawler whose blocking helpers are passed, wrapped or only created in coroutines."""
import functools
import time
from typing import Callable, Iterator

import anyio
import anyio.to_thread
import requests


def fetch(url: str) -> str:
    return requests.get(url, timeout=5).text


def slow_pages(base: str) -> Iterator[str]:
    for n in range(3):
        yield fetch(f"{base}/{n}")


def in_thread(func: Callable[..., object]):
    @functools.wraps(func)
    async def wrapper(*args: object) -> object:
        return await anyio.to_thread.run_sync(func, *args)

    return wrapper


@in_thread
def measure(url: str) -> float:
    begin = time.monotonic()
    fetch(url)
    return time.monotonic() - begin


def plan(urls: list[str]) -> list[Callable[[], str]]:
    return [functools.partial(fetch, url) for url in urls]


async def crawl(base: str) -> int:
    jobs = plan([f"{base}/a", f"{base}/b"])
    sizes = [len(await anyio.to_thread.run_sync(job)) for job in jobs]
    lazy = slow_pages(base)
    pages = await anyio.to_thread.run_sync(lambda: list(lazy))
    print(await measure(base))
    return sum(sizes) + len(pages)


if __name__ == "__main__":
    print(anyio.run(crawl, "https://example.org"))
