"""Podcast downloader."""
from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import AsyncIterator, Iterator

import aiohttp
import httpx
import trio

log = logging.getLogger("podcast")
Client = httpx.AsyncClient


class Episode:
    def __init__(self, url: str, title: str) -> None:
        self.url = url
        self.title = title


class Feed:
    def __init__(self, urls: list[str]) -> None:
        self.urls = urls

    async def episodes(self) -> AsyncIterator[Episode]:
        for url in self.urls:
            await asyncio.sleep(0)
            yield Episode(url, url.rsplit("/", 1)[-1])

    def chunks(self, size: int) -> Iterator[list[str]]:
        for start in range(0, len(self.urls), size):
            yield self.urls[start : start + size]


@asynccontextmanager
async def limiter(rate: float) -> AsyncIterator[float]:
    await asyncio.sleep(1 / rate)
    yield rate


async def make_session(agent: str) -> aiohttp.ClientSession:
    await asyncio.sleep(0)
    return aiohttp.ClientSession(headers={"User-Agent": agent})


class Downloader:
    def __init__(self, feed: Feed) -> None:
        self.feed = feed

    async def titles(self) -> list[str]:
        await asyncio.sleep(0)
        return [episode.title for episode in self.feed.episodes()]  # expect: ASF311

    async def head(self, url: str) -> int:
        with Client(follow_redirects=True) as client:  # expect: ASF311
            response = await client.head(url)
        return response.status_code

    async def body(self, url: str) -> bytes:
        async with make_session("podcast/1.0") as session:  # expect: ASF311
            async with session.get(url) as response:
                return await response.read()

    async def all(self) -> int:
        total = 0
        async for chunk in self.feed.chunks(4):  # expect: ASF311
            with limiter(2.0) as rate:  # expect: ASF311
                log.info("rate %.1f", rate)
                bodies = await asyncio.gather(*(self.body(url) for url in chunk))
            total += sum(len(body) for body in bodies)
        return total


async def wait_for_port(host: str, port: int) -> bool:
    async with trio.move_on_after(3) as scope:  # expect: ASF311
        stream = await trio.open_tcp_stream(host, port)
        await stream.aclose()
    return not scope.cancelled_caught


async def main() -> None:
    downloader = Downloader(Feed(["https://example.org/1.mp3", "https://example.org/2.mp3"]))
    log.info("titles: %s", await downloader.titles())
    log.info("head: %d", await downloader.head("https://example.org/1.mp3"))
    log.info("bytes: %d", await downloader.all())


if __name__ == "__main__":
    trio.run(wait_for_port, "127.0.0.1", 443)
    asyncio.run(main())
