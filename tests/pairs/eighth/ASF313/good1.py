"""Log stream search."""
from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import AsyncGenerator, AsyncIterator

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream

log = logging.getLogger("logs")


async def lines(path: str, count: int = 100) -> AsyncGenerator[str, None]:
    for number in range(count):
        await asyncio.sleep(0)
        yield f"{path}:{number}"


class Countdown:
    """Plain async iterator: nothing to close."""

    def __init__(self, start: int) -> None:
        self.value = start

    def __aiter__(self) -> AsyncIterator[int]:
        return self

    async def __anext__(self) -> int:
        if self.value <= 0:
            raise StopAsyncIteration
        self.value -= 1
        value = self.value
        await asyncio.sleep(0)
        return value


async def grep(path: str, needle: str) -> str | None:
    async with contextlib.aclosing(lines(path)) as stream:
        async for line in stream:
            if needle in line:
                return line
    return None


async def head(path: str, count: int) -> list[str]:
    found: list[str] = []
    stream = lines(path)
    try:
        async for line in stream:
            found.append(line)
            if len(found) == count:
                break
    finally:
        await stream.aclose()
    return found


async def words(path: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    async for line in lines(path, 10):
        for word in line.split(":"):
            if not word:
                break
            counts[word] = counts.get(word, 0) + 1
    return counts


async def keys(path: str) -> list[str]:
    out = []
    async for line in lines(path, 5):

        def key(text: str = line) -> str:
            for part in text.split(":"):
                return part
            return ""

        out.append(key())
    return out


async def launch(start: int, abort_at: int) -> str:
    async for second in Countdown(start):
        if second == abort_at:
            return f"aborted at {second}"
    return "lift-off"


async def until_blank(reader: asyncio.StreamReader) -> bytes:
    head_bytes = b""
    async for line in reader:
        if not line.strip():
            break
        head_bytes += line
    return head_bytes


async def first_item(receive: MemoryObjectReceiveStream[str]) -> str:
    async for item in receive:
        return item
    raise EOFError


async def main() -> None:
    send, receive = anyio.create_memory_object_stream(1)
    async with send, receive:
        await send.send("hello")
        log.info("%s", await first_item(receive))
    log.info("%s %s", await grep("syslog", ":42"), await head("syslog", 3))
    log.info("%s %s", await words("auth"), await keys("auth"))
    log.info("%s", await launch(5, 2))
    reader = asyncio.StreamReader()
    reader.feed_data(b"a: 1\n\nbody")
    log.info("%s", await until_blank(reader))


if __name__ == "__main__":
    asyncio.run(main())
