"""Ticket kiosk: hardware threads and an asyncio back office."""
from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import AsyncIterator
from types import TracebackType

import aiorwlock
import anyio
import trio

log = logging.getLogger("kiosk")


class DualLock:
    """Usable from threads with `with` and from coroutines with `async with`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def __enter__(self) -> "DualLock":
        self._lock.acquire()
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        self._lock.release()

    async def __aenter__(self) -> "DualLock":
        await asyncio.to_thread(self._lock.acquire)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        self._lock.release()


class Printer:
    def __init__(self) -> None:
        self._paper = threading.Lock()
        self._sheets = 100

    def print(self, lines: list[str]) -> int:
        with self._paper:
            self._sheets -= len(lines) // 40 + 1
            return self._sheets


class Kiosk:
    def __init__(self, printer: Printer) -> None:
        self._printer = printer
        self._turn = asyncio.Lock()
        self._cash = DualLock()
        self._tariffs = aiorwlock.RWLock()
        self._total = 0

    async def sell(self, lines: list[str], price: int) -> int:
        async with self._turn:
            left = await asyncio.to_thread(self._printer.print, lines)
        async with self._cash:
            self._total += price
        return left

    def empty_cash_box(self) -> int:
        with self._cash:
            total, self._total = self._total, 0
        return total

    async def tariff(self, name: str) -> str:
        async with self._tariffs.reader_lock:
            await asyncio.sleep(0)
            return name.title()

    @contextlib.asynccontextmanager
    async def session(self) -> AsyncIterator[int]:
        await self._turn.acquire()
        try:
            yield self._total
        finally:
            self._turn.release()

    async def report(self) -> str:
        async with self.session() as total:
            await asyncio.sleep(0)
            return f"{total} ct"

    async def patient(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._turn.acquire(), seconds)
        except asyncio.TimeoutError:
            return False
        self._turn.release()
        return True


async def feed(lock: trio.Lock, lines: list[str]) -> int:
    try:
        lock.acquire_nowait()
    except trio.WouldBlock:
        return 0
    try:
        await trio.sleep(0.1)
        return len(lines)
    finally:
        lock.release()


async def guarded(guard: anyio.ResourceGuard, limiter: anyio.CapacityLimiter) -> None:
    with guard:
        await anyio.sleep(0)
    async with limiter:
        await anyio.sleep(0)
