"""Log tailer with its own asynchronous iterator and context manager."""
from __future__ import annotations

import asyncio
from types import TracebackType


class Tail:
    """Follows a stream of lines."""

    def __init__(self, reader: asyncio.StreamReader) -> None:
        self.reader = reader

    async def __aenter__(self) -> Tail:
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, kind: type | None, error: BaseException | None, tb: TracebackType | None) -> None:
        await asyncio.sleep(0)

    def __aiter__(self) -> Tail:
        return self

    async def __anext__(self) -> str:
        line = await self.reader.readline()
        if not line:
            raise StopAsyncIteration
        return line.decode()


def open_tail(reader: asyncio.StreamReader) -> Tail:
    return Tail(reader)


async def count(reader: asyncio.StreamReader) -> int:
    total = 0
    async with Tail(reader) as tail:
        for _ in tail:  # expect: ASF311
            total += 1
            await asyncio.sleep(0)
    return total


async def show(reader: asyncio.StreamReader) -> None:
    with open_tail(reader) as tail:  # expect: ASF311
        async for line in tail:
            print(line)
    names = [line.split()[0] for line in Tail(reader)]  # expect: ASF311
    print(names)
