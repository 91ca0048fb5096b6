"""Asynchronous iterators written with the dunders that may be coroutines."""
import asyncio
from collections.abc import AsyncIterator


class Countdown:
    def __init__(self, start: int) -> None:
        self.value = start

    def __aiter__(self) -> "Countdown":
        return self

    async def __anext__(self) -> int:
        if self.value == 0:
            raise StopAsyncIteration
        await asyncio.sleep(0)
        self.value -= 1
        return self.value


class Ticker:
    """Its __aiter__ is an asynchronous generator, which is an iterator at once."""

    def __init__(self, count: int) -> None:
        self.count = count

    async def __aiter__(self) -> AsyncIterator[int]:
        for number in range(self.count):
            await asyncio.sleep(0.01)
            yield number

    def __iter__(self):
        yield from range(self.count)


async def main() -> None:
    print([number async for number in Countdown(3)])
    async for number in Ticker(2):
        print(number)
    print(list(Ticker(3)), await anext(Countdown(2)))


if __name__ == "__main__":
    asyncio.run(main())
