import asyncio
from contextlib import aclosing


async def numbers(limit: int):
    for n in range(limit):
        await asyncio.sleep(0.01)
        yield n


class Countdown:
    def __init__(self, start: int) -> None:
        self.left = start

    def __aiter__(self):
        return self

    async def __anext__(self) -> int:
        if self.left == 0:
            raise StopAsyncIteration
        await asyncio.sleep(0.01)
        self.left -= 1
        return self.left


async def first_even_over(floor: int):
    async with aclosing(numbers(100)) as stream:
        async for n in stream:
            if n > floor and n % 2 == 0:
                return n
    return None


async def total() -> int:
    result = 0
    async for n in numbers(50):
        if n % 3:
            continue
        result += n
    return result


async def pairs() -> list[tuple[int, int]]:
    found = []
    async for n in numbers(10):
        for d in range(2, 5):
            if n % d == 0:
                found.append((n, d))
                break
    return found


async def until_three() -> int:
    async for left in Countdown(10):
        if left == 3:
            return left
    return -1


async def explicit() -> int:
    stream = numbers(20)
    try:
        async for n in stream:
            if n == 7:
                return n
    finally:
        await stream.aclose()
    return 0
