"""Telemetry buffer on trio; every way out passes a checkpoint."""
import logging
from abc import ABC, abstractmethod
from typing import AsyncIterator

import trio

log = logging.getLogger("buffer")


class Sink(ABC):
    @abstractmethod
    async def push(self, line: str) -> None:
        ...

    async def close(self) -> None:
        raise NotImplementedError


class Memory(Sink):
    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.lines: list[str] = []
        self.lock = trio.Lock()

    async def push(self, line: str) -> None:
        async with self.lock:
            self.lines.append(line)

    async def close(self) -> None:
        await trio.lowlevel.checkpoint()
        self.lines.clear()

    async def first(self, prefix: str) -> str:
        await trio.lowlevel.checkpoint()
        for line in self.lines:
            if line.startswith(prefix):
                return line
        return ""

    async def size(self, slow: bool) -> int:
        if slow:
            await trio.sleep(0.1)
        else:
            await trio.lowlevel.checkpoint()
        return len(self.lines)

    async def check(self, line: str) -> str:
        if len(line) > self.limit:
            raise ValueError(line)
        await self.push(line)
        return line

    async def kind(self, line: str) -> str:
        match line[:1]:
            case "#":
                await trio.lowlevel.checkpoint()
                return "comment"
            case _:
                await self.push(line)
        return "data"

    def sizes(self) -> list[int]:
        return [len(line) for line in self.lines]


async def numbered(lines: list[str]) -> AsyncIterator[tuple[int, str]]:
    for number, line in enumerate(lines):
        await trio.lowlevel.checkpoint()
        yield number, line
    await trio.lowlevel.checkpoint()


async def drain(channel: trio.MemoryReceiveChannel[str], sink: Memory) -> int:
    count = 0
    async for line in channel:
        count += len(line)
    with trio.move_on_after(1):
        await sink.push(str(count))
    return count


async def retry(sink: Memory) -> str:
    attempt = 0
    while True:
        await trio.sleep(0.01)
        attempt += 1
        if attempt > 3:
            return await sink.first("a")


async def main() -> None:
    sink = Memory(80)
    send, receive = trio.open_memory_channel[str](2)
    async with send:
        await send.send("hello")
    async for number, line in numbered(["a", "#b"]):
        log.debug("%d %s", number, await sink.kind(line))
    print(await drain(receive, sink), await retry(sink), await sink.size(True), sink.sizes())


if __name__ == "__main__":
    trio.run(main)
