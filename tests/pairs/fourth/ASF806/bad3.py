"""trio and asyncio worker pools with repeated events, semaphores and buckets."""
import asyncio
from asyncio import Event
from collections import defaultdict
from typing import Callable

import trio

Handler = Callable[[str], None]


class Topics:
    def __init__(self, names: list[str]) -> None:
        self.ready = dict.fromkeys(names, asyncio.Event())  # expect: ASF806
        self.handlers: dict[str, list[Handler]] = dict.fromkeys(names, list())  # expect: ASF806
        self.seen: dict[str, int] = defaultdict(int)

    def subscribe(self, name: str, handler: Handler) -> None:
        self.handlers[name].append(handler)

    async def first(self, name: str) -> int:
        await self.ready[name].wait()
        return self.seen[name]


async def relay(steps: int) -> None:
    gates = [trio.Event()] * (steps + 1)  # expect: ASF806
    gates[0].set()
    async with trio.open_nursery() as nursery:
        for before, after in zip(gates, gates[1:]):
            nursery.start_soon(step, before, after)


async def step(before: trio.Event, after: trio.Event) -> None:
    await before.wait()
    after.set()


def barriers(n: int) -> tuple[Event, ...]:
    return (Event(),) * n  # expect: ASF806
