"""Shutter controller: drives roller shutters over a slow radio link."""
from __future__ import annotations

import asyncio
import functools
import logging
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

import anyio
import trio

log = logging.getLogger("shutters")


class RadioDriver:
    """Blocking driver; every method belongs on the driver thread."""

    def __init__(self, settle: float = 0.05) -> None:
        self._settle = settle
        self._sent: list[bytes] = []

    def pulse(self, code: bytes) -> None:
        self._sent.append(code)
        time.sleep(self._settle)

    def warm_up(self) -> None:
        for _ in range(3):
            time.sleep(self._settle)


class Clock:
    """Injectable clock; tests replace it by a fake one."""

    def __init__(self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self.sleep = sleep

    def now(self) -> float:
        return time.monotonic()


class ShutterController:
    def __init__(self, driver: RadioDriver, clock: Clock | None = None) -> None:
        self._driver = driver
        self._clock = clock or Clock()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="radio")
        self._nap = functools.partial(time.sleep, 0.2)

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._pool, self._driver.warm_up)
        await asyncio.to_thread(time.sleep, 0.1)
        await loop.run_in_executor(self._pool, self._nap)

    async def move(self, code: bytes, repeats: int = 3) -> float:
        loop = asyncio.get_running_loop()
        started = self._clock.now()
        for _ in range(repeats):
            await loop.run_in_executor(self._pool, self._driver.pulse, code)
            await self._clock.sleep(0.2)
        return self._clock.now() - started

    async def calibrate(self) -> None:
        def hold_button() -> None:
            self._driver.pulse(b"\x01")
            time.sleep(2.0)
            self._driver.pulse(b"\x02")

        await anyio.to_thread.run_sync(hold_button)
        sleep = anyio.sleep
        await sleep(0.5)

    def close(self) -> None:
        self._pool.shutdown(wait=True)


async def blink(times: int) -> None:
    from trio import sleep

    for _ in range(times):
        await sleep(0.25)
    await trio.lowlevel.checkpoint()


def heartbeat(stop: threading.Event, beat: Callable[[], None]) -> None:
    while not stop.is_set():
        beat()
        time.sleep(5)


def main() -> None:
    stop = threading.Event()
    beater = threading.Thread(target=heartbeat, args=(stop, lambda: log.debug("alive")), daemon=True)
    beater.start()
    controller = ShutterController(RadioDriver())

    async def run() -> None:
        await controller.start()
        took = await controller.move(b"\x10")
        log.info("moved in %.1fs", took)

    try:
        asyncio.run(run())
        time.sleep(0.5)
    finally:
        stop.set()
        beater.join()
        controller.close()
