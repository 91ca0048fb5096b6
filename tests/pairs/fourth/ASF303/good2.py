"""Structured concurrency: nurseries and groups keep their children themselves."""
from typing import Protocol

import anyio
import trio


class Spawner(Protocol):
    def create_task(self, job) -> None: ...


class JobList:
    """Has a create_task method, but nothing is scheduled by it."""

    def __init__(self) -> None:
        self.jobs: list = []

    def create_task(self, job) -> None:
        self.jobs.append(job)


async def crawl(url: str) -> None:
    await anyio.sleep(0.1)
    print("crawled", url)


async def crawl_all(urls: list[str]) -> None:
    async with anyio.create_task_group() as group:
        for url in urls:
            group.start_soon(crawl, url)


async def trio_main(urls: list[str]) -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(crawl, urls[0])
        for url in urls[1:]:
            nursery.start_soon(crawl, url)


def collect(urls: list[str]) -> list[str]:
    jobs = JobList()
    for url in urls:
        jobs.create_task(url)
    return jobs.jobs


if __name__ == "__main__":
    trio.run(trio_main, collect(["a", "b"]))
    anyio.run(crawl_all, ["c"])
