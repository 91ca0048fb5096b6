from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator

import trio


class Pages:
    def __init__(self, pages: list[str]) -> None:
        self.pages = pages

    def __iter__(self) -> Iterator[str]:
        return iter(self.pages)


class Remote:
    def __init__(self, host: str) -> None:
        self.host = host

    async def connect(self) -> trio.SocketStream:
        return await trio.open_tcp_stream(self.host, 80)

    async def lines(self) -> AsyncIterator[str]:
        await trio.sleep(0)
        yield self.host


@contextlib.contextmanager
def indented(depth: int):
    print("  " * depth, end="")
    yield depth


async def show(pages: Pages) -> None:
    async for page in pages:  # expect: ASF311
        async with indented(2):  # expect: ASF311
            print(page)


async def hello(remote: Remote) -> list[str]:
    async with remote.connect() as stream:  # expect: ASF311
        await stream.send_all(b"hello")
    return [line for line in remote.lines()]  # expect: ASF311
