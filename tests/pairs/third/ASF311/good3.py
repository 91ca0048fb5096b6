"""Log tailer whose class offers both the plain and the asynchronous iteration."""
import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, aclosing, nullcontext


class Tail:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def __iter__(self) -> Iterator[str]:
        return iter(self.lines)

    async def __aiter__(self) -> AsyncIterator[str]:
        for line in self.lines:
            await asyncio.sleep(0)
            yield line


class Batch:
    async def load(self) -> list[Tail]:
        await asyncio.sleep(0)
        return [Tail(["a", "b"]), Tail(["c"])]


async def numbered(tail: Tail) -> AsyncIterator[tuple[int, str]]:
    number = 0
    async for line in tail:
        number += 1
        yield number, line


async def main() -> None:
    for tail in await Batch().load():
        print([line.upper() for line in tail])
        async with aclosing(numbered(tail)) as pairs:
            async for number, line in pairs:
                print(number, line)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(asyncio.timeout(5))
        await asyncio.sleep(0)
    async with nullcontext("x") as text:
        await asyncio.sleep(0)
        print(text)


if __name__ == "__main__":
    asyncio.run(main())
