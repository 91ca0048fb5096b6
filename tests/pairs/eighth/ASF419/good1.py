"""Crawler core: turns exception groups into something the CLI can print."""
from __future__ import annotations

import asyncio
import copy
import logging
from collections.abc import Sequence

log = logging.getLogger(__name__)


class FetchError(Exception):
    def __init__(self, url: str, status: int) -> None:
        super().__init__(f"{url}: {status}")
        self.url = url
        self.status = status


class CrawlErrors(ExceptionGroup):
    def __new__(cls, message: str, excs: Sequence[Exception], seed: str = "") -> "CrawlErrors":
        self = super().__new__(cls, message, excs)
        self.seed = seed
        return self

    def derive(self, excs: Sequence[Exception]) -> "CrawlErrors":
        return CrawlErrors(self.message, excs, self.seed)


class FrontierErrors(CrawlErrors):
    """Errors of the frontier, split like any other crawl errors."""


class CrawlAborted(Exception):
    pass


class Crawler:
    def __init__(self, http) -> None:
        self._http = http
        self.failed: dict[str, int] = {}

    async def fetch(self, url: str) -> None:
        answer = await self._http.get(url)
        if answer.status >= 400:
            raise FetchError(url, answer.status)

    async def crawl(self, urls: list[str]) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                for url in urls:
                    group.create_task(self.fetch(url))
        except* FetchError as failures:
            failures.add_note(f"{len(urls)} urls asked for")
            for failure in failures.exceptions:
                if isinstance(failure, FetchError):
                    self.failed[failure.url] = failure.status
            log.error("%s (%d)", failures.message, len(failures.exceptions))
        except* TimeoutError as late:
            raise CrawlAborted("too slow") from late
        except* OSError as network:
            refused, rest = network.split(ConnectionRefusedError)
            log.error("refused: %r, args %r", refused, network.args)
            if rest is not None:
                raise rest

    async def single(self, url: str) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self.fetch(url))
                group.create_task(asyncio.sleep(0.1))
        except* FetchError as failures:
            serious = failures.subgroup(lambda exc: getattr(exc, "status", 0) >= 500)
            if serious:
                raise
            log.debug("%s", failures.__notes__ if hasattr(failures, "__notes__") else "")

    async def strict(self, url: str) -> None:
        try:
            await self.crawl([url])
        except ExceptionGroup as group:
            if len(group.exceptions) == 1:
                raise copy.copy(group.exceptions[0]) from group
            raise


def parse(text: str) -> int:
    try:
        return int(text)
    except ValueError as exc:
        raise SystemExit(exc.args[0]) from exc
    except FetchError as exc:
        log.error("%s %d", exc.url, exc.status)
        raise exc
