import asyncio
import functools

import anyio


class Downloader:
    def __init__(self, host: str, limit: float) -> None:
        self.host = host
        self.limit = limit

    async def run(self) -> bytes:
        stream = await anyio.connect_tcp(self.host, 80)
        with anyio.move_on_after(self.limit) as scope:
            data = await stream.receive()
        if scope.cancelled_caught:
            data = b""
        await stream.aclose()
        return data

    async def strict(self) -> bytes:
        guard = anyio.fail_after(self.limit)
        stream = await anyio.connect_tcp(self.host, 80)
        with guard:
            data = await stream.receive()
        await stream.aclose()
        return data


async def native(reader_factory, seconds: float) -> bytes:
    limit = asyncio.timeout(seconds)
    reader = await reader_factory()
    async with limit:
        return await reader.readline()


async def absolute(stream, seconds: float) -> bytes:
    scope = anyio.CancelScope(deadline=anyio.current_time() + seconds)
    await stream.send(b"start")
    with scope:
        return await stream.receive()
    return b""


async def open_ended(stream) -> bytes:
    scope = anyio.CancelScope()
    await stream.send(b"start")
    with scope:
        return await stream.receive()
    return b""


async def factory(stream) -> bytes:
    make = functools.partial(anyio.move_on_after, 3)
    await stream.send(b"start")
    with make():
        return await stream.receive()
    return b""
