"""Shielded, closed, or handed on."""
import contextlib

import anyio
import trio


async def work(conn) -> None:
    try:
        await trio.sleep(1)
    finally:
        with trio.move_on_after(5, shield=True):
            await conn.goodbye()


async def stream(conn) -> None:
    try:
        await trio.sleep(1)
    finally:
        await conn.aclose()


class Client:
    def __init__(self, inner) -> None:
        self.inner = inner

    async def __aenter__(self) -> "Client":
        await anyio.sleep(0)
        await self.inner.__aenter__()
        return self

    async def __aexit__(self, *details) -> None:
        await self.inner.__aexit__(*details)


@contextlib.asynccontextmanager
async def session():
    await anyio.sleep(0)
    try:
        yield 1
    finally:
        with anyio.CancelScope(shield=True):
            await anyio.sleep(1)


async def failed(conn) -> None:
    try:
        await trio.sleep(1)
    except ValueError:
        await conn.goodbye()
