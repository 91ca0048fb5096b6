"""Iteration of the right colour: comprehensions, both-protocol iterables and awaited lists."""
import asyncio
from contextlib import aclosing
from typing import AsyncIterator, Iterator


class Log:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def __iter__(self) -> Iterator[str]:
        return iter(self.lines)

    async def __aiter__(self) -> AsyncIterator[str]:
        for line in self.lines:
            await asyncio.sleep(0)
            yield line

    async def tail(self, n: int) -> list[str]:
        await asyncio.sleep(0)
        return self.lines[-n:]

    async def follow(self) -> AsyncIterator[str]:
        async for line in self:
            yield line.upper()


async def show(log: Log) -> int:
    count = 0
    for line in log:
        count += len(line)
    async for line in log:
        count += len(line)
    for line in await log.tail(2):
        count += len(line)
    for line in [entry async for entry in log.follow()]:
        count += len(line)
    async with aclosing(log.follow()) as lines:
        async for line in lines:
            count += len(line)
    for task in [asyncio.create_task(log.tail(n)) for n in (1, 2)]:
        count += len(await task)
    return count


if __name__ == "__main__":
    print(asyncio.run(show(Log(["a", "b"]))))
