"""Clean-up that is cancelled at its first await."""
import contextlib

import anyio
import trio


async def work(conn) -> None:
    try:
        await trio.sleep(1)
    finally:
        await conn.goodbye()  # expect: ASF402


async def handler(conn) -> None:
    try:
        await trio.sleep(1)
    except trio.Cancelled:
        await conn.goodbye()  # expect: ASF402
        raise


class Client:
    async def __aenter__(self) -> "Client":
        await anyio.sleep(0)
        return self

    async def __aexit__(self, *details) -> None:
        await anyio.sleep(1)  # expect: ASF402


@contextlib.asynccontextmanager
async def session():
    await anyio.sleep(0)
    try:
        yield 1
    finally:
        await anyio.sleep(1)  # expect: ASF402
