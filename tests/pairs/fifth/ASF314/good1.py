"""Context managers and fixtures; scopes that are left before the yield."""
import asyncio
import contextlib

import anyio
import pytest
import trio


@contextlib.asynccontextmanager
async def limited(seconds: float):
    async with asyncio.timeout(seconds):
        yield


@pytest.fixture
async def nursery():
    async with trio.open_nursery() as opened:
        yield opened
        opened.cancel_scope.cancel()


async def chunks(stream):
    while True:
        with anyio.fail_after(5):
            chunk = await stream.receive()
        yield chunk
