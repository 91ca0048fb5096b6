"""Iteration of the wrong colour: for over async generators and the reverse."""
import asyncio
from dataclasses import dataclass, field
from typing import AsyncIterator


@dataclass
class Feed:
    lines: list[str] = field(default_factory=list)

    async def rows(self) -> AsyncIterator[str]:
        for line in self.lines:
            await asyncio.sleep(0)
            yield line

    def headers(self) -> list[str]:
        return self.lines[:1]


class Ticker:
    def __init__(self, n: int) -> None:
        self.left = n

    def __aiter__(self) -> "Ticker":
        return self

    async def __anext__(self) -> int:
        if not self.left:
            raise StopAsyncIteration
        self.left -= 1
        return self.left


async def show(feed: Feed) -> int:
    shown = 0
    async for header in feed.headers():  # expect: ASF311
        print("#", header)
    for row in feed.rows():  # expect: ASF311
        shown += len(row)
    for tick in Ticker(3):  # expect: ASF311
        shown += tick
    async for n in range(3):  # expect: ASF311
        shown += n
    return shown


if __name__ == "__main__":
    print(asyncio.run(show(Feed(["a", "b"]))))
