from contextlib import asynccontextmanager

import anyio
import trio


class Channel:
    def __init__(self, host: str) -> None:
        self.host = host

    async def __aenter__(self):
        self.group = trio.open_nursery()
        self.nursery = await self.group.__aenter__()
        return self

    async def __aexit__(self, *exc_info):
        return await self.group.__aexit__(*exc_info)


async def say(host: str, text: bytes) -> None:
    stream = await trio.open_tcp_stream(host, 9000)
    try:
        await stream.send_all(text)
    finally:
        with trio.CancelScope(shield=True):
            await stream.send_all(b"QUIT")
        await stream.aclose()


async def polite(host: str, text: bytes) -> None:
    stream = await anyio.connect_tcp(host, 9000)
    try:
        await stream.send(text)
    except anyio.get_cancelled_exc_class():
        with anyio.move_on_after(2, shield=True):
            await stream.send(b"CANCEL")
        raise
    finally:
        await anyio.aclose_forcefully(stream)


@asynccontextmanager
async def session(host: str):
    stream = await trio.open_tcp_stream(host, 9000)
    try:
        yield stream
    finally:
        with trio.move_on_after(1) as scope:
            scope.shield = True
            await stream.send_all(b"END")


async def retry(host: str) -> None:
    try:
        await say(host, b"one")
    except OSError:
        await trio.sleep(1)
        await say(host, b"two")


async def counting(count: list[int]) -> None:
    try:
        await trio.sleep(1)
    finally:
        count.append(1)
