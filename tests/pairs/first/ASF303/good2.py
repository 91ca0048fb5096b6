import asyncio

import anyio.abc
import trio


async def work(number: int) -> None:
    await asyncio.sleep(0)


async def fan_out(numbers: list[int]) -> None:
    async with asyncio.TaskGroup() as group:
        for number in numbers:
            group.create_task(work(number))


def add(tg: "asyncio.TaskGroup", number: int) -> None:
    tg.create_task(work(number))


class Server:
    def __init__(self, nursery: trio.Nursery, tasks: asyncio.TaskGroup) -> None:
        self.nursery = nursery
        self.tasks = tasks

    def on_trio(self, handler) -> None:
        self.nursery.start_soon(handler)

    def on_asyncio(self, number: int) -> None:
        self.tasks.create_task(work(number))


async def accept(group: anyio.abc.TaskGroup, handler) -> None:
    group.start_soon(handler)
    await anyio.sleep(0)
