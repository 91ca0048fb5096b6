"""Log shipper with a pool of compressing processes."""
from __future__ import annotations

import asyncio
import logging
import multiprocessing
import signal
import zlib
from concurrent.futures import ProcessPoolExecutor

import trio

log = logging.getLogger(__name__)


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def make_pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_ignore_interrupts,
    )


class Bus:
    def __init__(self) -> None:
        self.sent: list[tuple[str, int]] = []

    def signal(self, name: str, number: int) -> None:
        self.sent.append((name, number))


class Shipper:
    def __init__(self, pool: ProcessPoolExecutor, bus: Bus) -> None:
        self._pool = pool
        self._bus = bus
        self._stop = asyncio.Event()

    async def run(self, lines) -> None:
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self._stop.set)
        log.debug("SIGHUP is %r", signal.getsignal(signal.SIGHUP))
        async for batch in lines:
            if self._stop.is_set():
                self._bus.signal("stopped", signal.SIGTERM)
                break
            packed = await loop.run_in_executor(self._pool, zlib.compress, batch)
            log.info("%d bytes", len(packed))

    async def restart_agent(self, command: list[str]) -> int:
        process = await asyncio.create_subprocess_exec(*command)
        process.send_signal(signal.SIGHUP)
        return await process.wait()


async def watch_reload(reload) -> None:
    with trio.open_signal_receiver(signal.SIGHUP, signal.SIGUSR1) as signals:
        async for number in signals:
            log.info("got %s", signal.Signals(number).name)
            await reload()


def main(lines) -> None:
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    pool = make_pool(2)
    try:
        asyncio.run(Shipper(pool, Bus()).run(lines))
    finally:
        pool.shutdown()
