"""Time limits around things that do wait, if not by the word await."""
import asyncio
import contextlib
import logging
from typing import AsyncIterator, Iterator

import anyio
import trio

log = logging.getLogger("limits")


class Channel:
    def __init__(self) -> None:
        self.queue: asyncio.Queue[int] = asyncio.Queue()
        self.timeout = 5.0

    def __aiter__(self) -> "Channel":
        return self

    async def __anext__(self) -> int:
        value = await self.queue.get()
        if value < 0:
            raise StopAsyncIteration
        return value

    @contextlib.asynccontextmanager
    async def opened(self) -> AsyncIterator["Channel"]:
        await asyncio.sleep(0)
        yield self


class Reader:
    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.got: list[int] = []

    async def collect(self, limit: float) -> list[int]:
        async with asyncio.timeout(limit):
            async for value in self.channel:
                self.got.append(value)
        return self.got

    async def comprehend(self, limit: float) -> list[int]:
        with anyio.fail_after(limit):
            return [value async for value in self.channel]

    async def entered(self, limit: float) -> float:
        async with asyncio.timeout(limit), self.channel.opened() as channel:
            return channel.timeout

    async def grouped(self, limit: float) -> None:
        with anyio.move_on_after(limit):
            async with anyio.create_task_group() as group:
                group.start_soon(anyio.sleep, 0.1)

    async def rescheduled(self) -> None:
        async with asyncio.timeout(None) as limit:
            limit.reschedule(asyncio.get_running_loop().time() + 3)
            self.got.append(await self.channel.queue.get())


@contextlib.contextmanager
def within(seconds: float) -> Iterator[trio.CancelScope]:
    with trio.move_on_after(seconds) as scope:
        yield scope
    if scope.cancelled_caught:
        log.info("took more than %s s", seconds)


def timeout(seconds: float) -> contextlib.AbstractContextManager[None]:
    log.debug("budget %s", seconds)
    return contextlib.nullcontext()


async def budgeted(values: list[int]) -> int:
    with timeout(3):
        total = sum(values)
    await asyncio.sleep(0)
    return total


async def main() -> None:
    channel = Channel()
    reader = Reader(channel)
    for value in (1, 2, -1, 3, -1, 4):
        channel.queue.put_nowait(value)
    print(await reader.collect(1), await reader.comprehend(1), await budgeted([1]))
    await reader.grouped(await reader.entered(1))
    await reader.rescheduled()


if __name__ == "__main__":
    asyncio.run(main())
