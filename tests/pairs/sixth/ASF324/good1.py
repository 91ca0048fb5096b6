import asyncio
import contextlib
from contextlib import asynccontextmanager, suppress

import httpx
import pytest


@asynccontextmanager
async def api(base_url: str):
    async with httpx.AsyncClient(base_url=base_url) as client:
        yield client


@pytest.fixture
async def client():
    async with httpx.AsyncClient() as session:
        yield session


async def pages(client: httpx.AsyncClient, path: str):
    while path:
        async with client.stream("GET", path) as reply:
            body = await reply.aread()
            path = reply.headers.get("x-next", "")
        yield body


async def parsed(source: asyncio.Queue):
    while True:
        value = None
        with suppress(ValueError):
            value = int(await source.get())
        if value is None:
            return
        yield value


def lines(path: str):
    with open(path) as handle:
        for line in handle:
            yield line.rstrip()


async def counted(limit: int):
    with contextlib.suppress(RuntimeError):
        def inner():
            for n in range(limit):
                yield n

        numbers = list(inner())
    for n in numbers:
        await asyncio.sleep(0)
        yield n


class Pages:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def all(self) -> list[bytes]:
        return [body async for body in pages(self.client, "/first")]
