"""asyncio timeouts whose suspension point is easy to overlook."""
import asyncio
from contextlib import asynccontextmanager
from typing import AsyncIterator


class Link:
    async def __aenter__(self) -> "Link":
        await asyncio.sleep(0.1)
        return self

    async def __aexit__(self, *exc: object) -> None:
        await asyncio.sleep(0)


async def numbers(n: int) -> AsyncIterator[int]:
    for i in range(n):
        await asyncio.sleep(0)
        yield i


@asynccontextmanager
async def limited(seconds: float) -> AsyncIterator[None]:
    async with asyncio.timeout(seconds):
        yield


async def collect(n: int) -> set[int]:
    async with asyncio.timeout(1):
        return {i async for i in numbers(n)}


async def enter() -> bool:
    async with asyncio.timeout(1):
        async with Link():
            return True


async def group(n: int) -> None:
    async with asyncio.timeout(2):
        async with asyncio.TaskGroup() as tg:
            for i in range(n):
                tg.create_task(asyncio.sleep(i))


async def conditional(event: asyncio.Event, eager: bool) -> bool:
    async with asyncio.timeout(2), Link():
        if not eager:
            await event.wait()
    return event.is_set()


async def main() -> None:
    async with limited(3):
        print(await collect(3), await enter(), await conditional(asyncio.Event(), True))
        await group(2)
