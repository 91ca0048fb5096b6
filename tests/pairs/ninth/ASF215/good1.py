"""Test bench for relays: empty blocks that mean something, and short critical sections."""
from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import trio

log = logging.getLogger("bench")


class Door:
    """Interlock of the cabinet: opening and closing is all that counts."""

    def __init__(self) -> None:
        self.cycles = 0

    def __enter__(self) -> "Door":
        self.cycles += 1
        return self

    def __exit__(self, *exc: object) -> None:
        log.debug("closed")


@contextlib.contextmanager
def pulse(write: Callable[[bool], None]) -> Iterator[None]:
    write(True)
    try:
        yield
    finally:
        write(False)


class Bench:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._results: list[bool] = []
        self.interlock = Door()
        self._block = Door()

    def touch(self, path: Path) -> None:
        with open(path, "a"):
            pass

    def cycle(self) -> int:
        with self.interlock:
            pass
        with self._block:
            ...
        return self.interlock.cycles

    def click(self, write: Callable[[bool], None]) -> None:
        with pulse(write):
            pass

    def last(self) -> bool | None:
        with self._lock:
            return self._results[-1] if self._results else None

    def add(self, result: bool) -> None:
        with self._lock:
            self._results.append(result)

    def clear(self) -> None:
        with self._lock:
            del self._results[:]

    def first_failure(self) -> int:
        with self._lock:
            for index, result in enumerate(self._results):
                if result:
                    continue
                return index
            return -1

    def quiet(self, check: Callable[[], None]) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with contextlib.suppress(ValueError):
                check()


class Probe:
    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def touch(self) -> None:
        async with self._turn:
            await asyncio.sleep(0)

    async def reachable(self, host: str) -> bool:
        try:
            async with asyncio.timeout(1):
                _, writer = await asyncio.open_connection(host, 5025)
        except (OSError, TimeoutError):
            return False
        writer.close()
        return True


async def settle(nurse: Callable[[], None]) -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 0.1)
    nurse()


async def hold(lock: trio.Lock) -> None:
    async with lock:
        await trio.lowlevel.checkpoint()
