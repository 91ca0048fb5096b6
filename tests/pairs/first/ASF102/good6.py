from concurrent.futures import ThreadPoolExecutor

import anyio.to_thread
import requests
import trio

_POOL = ThreadPoolExecutor(max_workers=4)


def fetch(url: str) -> str:
    with requests.get(url, stream=True, timeout=30) as reply:
        reply.raise_for_status()
        return reply.text


async def fetch_any(url: str) -> str:
    return await anyio.to_thread.run_sync(fetch, url)


async def fetch_trio(url: str) -> str:
    return await trio.to_thread.run_sync(lambda: fetch(url).strip())


def fetch_all(urls: list[str]) -> list[str]:
    return list(_POOL.map(fetch, urls))


if __name__ == "__main__":
    print(fetch_all(["https://example.org"]))
