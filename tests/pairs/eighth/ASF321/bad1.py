"""Link checker for a large documentation site."""
from __future__ import annotations

import asyncio
import logging
from pathlib import PurePosixPath
from typing import Iterable

import aiohttp
import trio

log = logging.getLogger("links")


class Report:
    def __init__(self) -> None:
        self.broken: dict[str, int] = {}

    def add(self, url: str, status: int) -> None:
        if status >= 400:
            self.broken[url] = status

    def __str__(self) -> str:
        return "\n".join(f"{status} {url}" for url, status in sorted(self.broken.items()))


class Checker:
    def __init__(self, session: aiohttp.ClientSession, report: Report) -> None:
        self.session = session
        self.report = report

    async def check(self, url: str) -> int:
        try:
            async with self.session.head(url, allow_redirects=True) as response:
                status = response.status
        except aiohttp.ClientError as exc:
            log.warning("%s: %s", url, exc)
            status = 599
        self.report.add(url, status)
        return status

    async def check_all(self, urls: Iterable[str]) -> list[int]:
        return await asyncio.gather(*[self.check(url) for url in urls])  # expect: ASF321

    async def check_pages(self, pages: dict[str, list[str]]) -> int:
        running: list[asyncio.Task[int]] = []
        for page, urls in pages.items():
            log.info("%s: %d links", PurePosixPath(page).name, len(urls))
            for url in urls:
                running.append(asyncio.create_task(self.check(url)))  # expect: ASF321
        return sum([await task for task in running])

    async def check_set(self, urls: set[str]) -> int:
        worst = await asyncio.gather(*map(self.check, urls))  # expect: ASF321
        return max(worst, default=0)

    async def check_group(self, urls: list[str]) -> None:
        spawn_all = []
        async with asyncio.TaskGroup() as group:
            while urls:
                spawn_all.append(group.create_task(self.check(urls.pop())))  # expect: ASF321
        log.info("%d done", len(spawn_all))


async def knock(host: str, alive: list[str]) -> None:
    try:
        stream = await trio.open_tcp_stream(host, 443)
    except OSError:
        return
    async with stream:
        alive.append(host)


async def knock_all(hosts: list[str]) -> list[str]:
    alive: list[str] = []
    async with trio.open_nursery() as nursery:
        for host in hosts:
            nursery.start_soon(knock, host, alive)  # expect: ASF321
    return alive


async def main(urls: list[str]) -> None:
    report = Report()
    async with aiohttp.ClientSession() as session:
        checker = Checker(session, report)
        await checker.check_all(urls)
        await checker.check_pages({"/docs/index.html": urls})
        await checker.check_group(list(urls))
        log.info("worst %d", await checker.check_set(set(urls)))
    print(report)


if __name__ == "__main__":
    asyncio.run(main([f"https://example.org/{number}" for number in range(5000)]))
    log.info("%s", trio.run(knock_all, ["example.org"]))
