"""Image filters chosen at run time and applied on worker threads."""
from __future__ import annotations

import asyncio
import operator
import threading
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from typing import Callable

import trio

Pixels = list[int]
Filter = Callable[[Pixels], Pixels]


def invert(pixels: Pixels) -> Pixels:
    return [255 - p for p in pixels]


def threshold(level: int) -> Filter:
    def apply(pixels: Pixels) -> Pixels:
        return [255 if p > level else 0 for p in pixels]

    return apply


def gamma(value: float) -> Filter:
    return partial(_gamma, value)


def _gamma(value: float, pixels: Pixels) -> Pixels:
    return [int(255 * (p / 255) ** value) for p in pixels]


class Blur:
    def __init__(self, radius: int) -> None:
        self.radius = radius

    def __call__(self, pixels: Pixels) -> Pixels:
        r = self.radius
        return [sum(pixels[max(i - r, 0) : i + r + 1]) // (2 * r + 1) for i in range(len(pixels))]


FILTERS: dict[str, Filter] = {"invert": invert, "dark": threshold(200)}


class Studio:
    def __init__(self, pool: Executor) -> None:
        self.pool = pool

    def pick(self, name: str) -> Filter:
        return FILTERS[name]

    def submit(self, name: str, pixels: Pixels) -> Future[Pixels]:
        return self.pool.submit(self.pick(name), pixels)

    async def apply(self, name: str, pixels: Pixels) -> Pixels:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.pool, FILTERS.get(name, invert), pixels)

    async def chain(self, pixels: Pixels) -> Pixels:
        pixels = await asyncio.to_thread(threshold(100), pixels)
        pixels = await asyncio.to_thread(gamma(2.2), pixels)
        return await asyncio.to_thread(Blur(2), pixels)


async def first(rows: list[Pixels]) -> Pixels:
    return await asyncio.to_thread(operator.itemgetter(0), rows)


async def under_trio(pixels: Pixels) -> Pixels:
    return await trio.to_thread.run_sync(threshold(10), pixels)


async def lazily(pixels: Pixels) -> Pixels:
    return await asyncio.to_thread(lambda: invert(invert(pixels)))


def remind(text: str) -> Callable[[], None]:
    return lambda: print(text)


async def main(pool: Executor) -> None:
    studio = Studio(pool)
    pixels = await studio.chain(await studio.apply("dark", [1, 2, 250]))
    print(await first([pixels, await lazily(pixels)]))
    print(await asyncio.wrap_future(studio.submit("invert", pixels)))


if __name__ == "__main__":
    reminder = threading.Timer(5.0, remind("still filtering"))
    reminder.start()
    with ThreadPoolExecutor(2) as workers:
        asyncio.run(main(workers))
    reminder.cancel()
