"""Telemetry readers; blocks are left before anything is yielded."""
import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

log = logging.getLogger("telemetry")


class Probe:
    def __init__(self, base: str) -> None:
        self.base = base

    async def page(self, number: int) -> list[str]:
        await asyncio.sleep(0.01)
        return [f"{self.base}/{number}/{n}" for n in range(3)]


@contextlib.contextmanager
def timed(name: str) -> Iterator[None]:
    log.debug("%s begins", name)
    try:
        yield
    finally:
        log.debug("%s ends", name)


async def rows(probe: Probe, pages: int) -> AsyncIterator[str]:
    for number in range(pages):
        with timed("page"):
            batch = await probe.page(number)
        for row in batch:
            yield row


async def bodies(client: httpx.AsyncClient, paths: list[str]) -> AsyncIterator[bytes]:
    for path in paths:
        async with client.stream("GET", path) as response:
            body = await response.aread()
        yield body


@contextlib.asynccontextmanager
async def connected(base: str) -> AsyncIterator[Probe]:
    async with httpx.AsyncClient(base_url=base) as client:
        log.debug("%s", client)
        yield Probe(base)


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient() as opened:
        yield opened


def pairs(items: list[str]) -> Iterator[tuple[str, str]]:
    with timed("pairs"):
        for left, right in zip(items, items[1:]):
            yield left, right


async def labels(probe: Probe) -> AsyncIterator[str]:
    with timed("labels"):
        def numbered(batch: list[str]) -> Iterator[str]:
            for number, row in enumerate(batch):
                yield f"{number}:{row}"

        found = list(numbered(await probe.page(0)))
    for label in found:
        yield label


async def main() -> None:
    async with connected("http://probe.local") as probe:
        found = [row async for row in rows(probe, 2)]
        print(list(pairs(found)), [label async for label in labels(probe)])
        async with httpx.AsyncClient() as http:
            async for body in bodies(http, found):
                log.info("%d bytes", len(body))


if __name__ == "__main__":
    asyncio.run(main())
