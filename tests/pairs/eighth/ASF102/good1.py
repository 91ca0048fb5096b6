"""Checks that links of a documentation site still answer."""
from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from urllib.parse import urljoin, urlsplit

import aiohttp
import httpx
import requests as rq

log = logging.getLogger("links")


class Cache:
    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def get(self, url: str, default: int = 0) -> int:
        return self._seen.get(url, default)

    def post(self, url: str, status: int) -> None:
        self._seen[url] = status


def legacy_probe(url: str) -> int:
    try:
        return rq.head(url, timeout=5).status_code
    except rq.RequestException as exc:
        log.warning("%s: %s", url, exc)
        return 0


async def probe(client: httpx.AsyncClient, url: str) -> int:
    response = await client.get(url)
    return response.status_code


async def probe_with_aiohttp(url: str) -> int:
    async with aiohttp.ClientSession() as requests:
        async with requests.get(url) as response:
            return response.status


async def remember(cache: Cache, url: str, status: int) -> int:
    before = cache.get(url)
    cache.post(url, status)
    await asyncio.sleep(0)
    return before


async def per_host(requests: dict[str, list[str]], host: str) -> list[str]:
    todo = requests.get(host, [])
    return [urljoin(f"https://{host}", path) for path in todo]


async def signed_url(url: str, token: str) -> str:
    prepared = rq.Request("GET", url, params={"token": token}).prepare()
    return prepared.url or url


async def check(urls: list[str]) -> dict[str, int]:
    cache = Cache()
    grouped: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        parts = urlsplit(url)
        grouped[parts.netloc].append(parts.path)
    result: dict[str, int] = {}
    async with httpx.AsyncClient(timeout=10) as client:
        for host in list(grouped):
            for url in await per_host(grouped, host):
                status = await probe(client, await signed_url(url, "t"))
                if status == 405:
                    status = await asyncio.to_thread(legacy_probe, url)
                if not status:
                    status = await probe_with_aiohttp(url)
                result[url] = status
                await remember(cache, url, status)
    return result


if __name__ == "__main__":
    print(asyncio.run(check(["https://example.org/a"])))
