"""Happy-eyeballs style client for mirrored package indexes."""
from __future__ import annotations

import asyncio
import logging
from asyncio import FIRST_EXCEPTION, wait as wait_for_some
from dataclasses import dataclass

log = logging.getLogger("mirrors")


@dataclass
class Page:
    mirror: str
    body: bytes


class NoMirror(Exception):
    pass


class MirrorClient:
    def __init__(self, http, mirrors: list[str]) -> None:
        self._http = http
        self.mirrors = mirrors
        self.slow: dict[str, int] = {}

    async def _fetch(self, mirror: str, project: str) -> Page:
        body = await self._http.get(f"{mirror}/simple/{project}/")
        return Page(mirror, body)

    async def fastest(self, project: str) -> Page:
        tasks = [
            asyncio.create_task(self._fetch(mirror, project), name=mirror)
            for mirror in self.mirrors
        ]
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)  # expect: ASF408
        return done.pop().result()

    async def within(self, project: str, seconds: float) -> list[Page]:
        tasks = {asyncio.create_task(self._fetch(m, project)) for m in self.mirrors}
        done, pending = await asyncio.wait(tasks, timeout=seconds)  # expect: ASF408
        if pending:
            log.warning("%d mirrors were too slow for %s", len(pending), project)
        return [task.result() for task in done if task.exception() is None]

    async def race(self, project: str) -> Page:
        primary = asyncio.create_task(self._fetch(self.mirrors[0], project))
        spare = asyncio.create_task(self._fetch(self.mirrors[1], project))
        finished = (await wait_for_some({primary, spare}, return_when="FIRST_COMPLETED"))[0]  # expect: ASF408
        for task in finished:
            if task.exception() is None:
                return task.result()
        raise NoMirror(project)

    async def warm(self, projects: list[str]) -> int:
        jobs = [asyncio.create_task(self.head(p)) for p in projects]
        options = {"return_when": FIRST_EXCEPTION}
        finished, unfinished = await wait_for_some(jobs, **options)  # expect: ASF408
        for job in finished:
            if (error := job.exception()) is not None:
                log.error("warming stopped: %s; %d left", error, len(unfinished))
                return len(unfinished)
        return 0

    async def head(self, project: str) -> int:
        async with asyncio.timeout(5):
            response = await self._http.head(f"{self.mirrors[0]}/simple/{project}/")
        return response.status


async def main(http) -> None:
    client = MirrorClient(http, ["https://a.example", "https://b.example"])
    page = await client.fastest("flake8")
    log.info("%s answered with %d bytes", page.mirror, len(page.body))
    await client.warm(["trio", "anyio"])
