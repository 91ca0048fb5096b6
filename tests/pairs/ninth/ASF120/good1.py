"""Elevator dispatch: sync helpers around an async core."""
from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import socket
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import anyio

log = logging.getLogger("elevator")


def ring_bell(times: int) -> None:
    for _ in range(times):
        time.sleep(0.3)
        log.info("ding")


def offloaded(fn: Callable[..., Any]) -> Callable[..., Coroutine[Any, Any, Any]]:
    @functools.wraps(fn)
    async def run(*args: Any) -> Any:
        return await asyncio.to_thread(fn, *args)

    return run


@offloaded
def self_test(car: str) -> bool:
    time.sleep(2)
    return bool(car)


@contextlib.contextmanager
def measured(name: str) -> Iterator[None]:
    started = time.perf_counter()
    try:
        yield
    finally:
        log.debug("%s took %.3fs", name, time.perf_counter() - started)


def later(seconds: float) -> Callable[[], None]:
    def go() -> None:
        time.sleep(seconds)

    return go


def slow_floors(count: int) -> Iterator[int]:
    for floor in range(count):
        time.sleep(0.1)
        yield floor


class Panel:
    def __init__(self, host: str) -> None:
        self.host = host
        self._lamps: dict[int, bool] = {}

    @property
    def lit(self) -> list[int]:
        return [floor for floor, on in self._lamps.items() if on]

    @functools.cached_property
    def peer(self) -> tuple[str, int]:
        return (self.host, 4040)

    def light(self, floor: int) -> None:
        self._lamps[floor] = True

    def resolve(self) -> str:
        return socket.gethostbyname(self.host)


class Car:
    def __init__(self, panel: Panel) -> None:
        self.panel = panel
        self.floor = 0
        self._bell: threading.Thread | None = None

    def _ring(self) -> threading.Thread:
        thread = threading.Thread(target=ring_bell, args=(2,), daemon=True)
        thread.start()
        return thread

    async def goto(self, floor: int) -> None:
        with measured("goto"):
            self.panel.light(floor)
            await asyncio.sleep(abs(floor - self.floor))
        self.floor = floor
        self._bell = self._ring()
        log.info("lit: %s at %s", self.panel.lit, self.panel.peer)

    async def test(self) -> bool:
        return await self_test("A")

    async def hold(self) -> None:
        wait = later(5)
        await asyncio.to_thread(wait)

    async def address(self) -> str:
        return await anyio.to_thread.run_sync(self.panel.resolve)

    async def survey(self) -> list[int]:
        floors = slow_floors(10)
        return await asyncio.to_thread(list, floors)

    async def schedule_bell(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, ring_bell, 3)


def emergency(car: Car) -> str:
    ring_bell(10)
    return car.panel.resolve()


if __name__ == "__main__":
    asyncio.run(Car(Panel("localhost")).goto(3))
