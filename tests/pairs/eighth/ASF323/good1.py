"""Model railway control."""
from __future__ import annotations

import asyncio
import logging
from types import TracebackType

import anyio
import trio

log = logging.getLogger("railway")


async def blink(lamp: str, times: int = 3) -> None:
    for _ in range(times):
        await anyio.sleep(0.01)
        log.debug("%s blinks", lamp)


class Train:
    def __init__(self, name: str) -> None:
        self.name = name
        self.position = 0

    async def run(self, steps: int) -> None:
        for _ in range(steps):
            await asyncio.sleep(0.01)
            self.position += 1

    async def whistle(self) -> None:
        await asyncio.sleep(0.02)
        log.info("%s whistles", self.name)


class Crossing:
    """A group that lives as long as the object is entered."""

    def __init__(self) -> None:
        self._group = asyncio.TaskGroup()

    async def __aenter__(self) -> Crossing:
        await self._group.__aenter__()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> bool | None:
        return await self._group.__aexit__(kind, exc, tb)

    def close(self) -> None:
        self._group.create_task(blink("crossing"))


async def depart(train: Train) -> int:
    async with asyncio.TaskGroup() as group:
        group.create_task(train.run(5))
        await train.whistle()
    return train.position


async def parade(trains: list[Train]) -> None:
    async with asyncio.TaskGroup() as group:
        for train in trains:
            group.create_task(train.run(2))


def dispatch(group: asyncio.TaskGroup, trains: list[Train]) -> None:
    for train in trains:
        group.create_task(train.whistle())


async def concert(trains: list[Train]) -> None:
    async with asyncio.TaskGroup() as group:
        dispatch(group, trains)


async def grow(tg: anyio.abc.TaskGroup, depth: int) -> None:
    await anyio.sleep(0.01)
    if depth:
        tg.start_soon(grow, tg, depth - 1)
        tg.start_soon(blink, f"level {depth}")


async def signals() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(grow, tg, 3)


async def feeder(ready: trio.Event) -> None:
    await trio.sleep(0.1)
    ready.set()
    await trio.sleep_forever()


async def power() -> None:
    ready = trio.Event()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(feeder, ready)
        await ready.wait()
        log.info("power is up")
        nursery.cancel_scope.cancel()


async def main() -> None:
    trains = [Train("ICN"), Train("Re 460")]
    log.info("%d", await depart(trains[0]))
    await parade(trains)
    await concert(trains)
    await signals()
    async with Crossing() as crossing:
        crossing.close()


if __name__ == "__main__":
    asyncio.run(main())
    trio.run(power)
