"""Batch runner: drains its queue when the orchestrator asks it to stop."""
from __future__ import annotations

import asyncio
import logging
import signal
import sys
from signal import signal as on_signal
from types import FrameType

import trio

log = logging.getLogger("runner")


class Stop(Exception):
    pass


class Runner:
    def __init__(self, source) -> None:
        self._source = source
        self._stop = asyncio.Event()
        self.handled = 0

    def _on_term(self, signum: int, frame: FrameType | None) -> None:
        self._stop.set()

    async def run(self) -> int:
        signal.signal(signal.SIGTERM, self._on_term)  # expect: ASF417
        async for item in self._source:
            if self._stop.is_set():
                break
            await self.handle(item)
        return self.handled

    async def handle(self, item: str) -> None:
        log.info("handling %s", item)
        await asyncio.sleep(0.1)
        self.handled += 1


class Poller:
    def __init__(self) -> None:
        self.interval = 5.0
        self.reloads = 0

    def _reload(self, signum, frame) -> None:
        self.reloads += 1

    async def poll(self, client) -> None:
        for number in (signal.SIGHUP, signal.SIGUSR1):
            previous = on_signal(number, self._reload)  # expect: ASF417
            log.debug("replaced %r", previous)
        while True:
            await client.fetch()
            await asyncio.sleep(self.interval)


async def trio_main(host: str) -> None:
    if sys.platform != "win32":
        install = signal.signal
        install(signal.SIGINT, lambda signum, frame: sys.exit(signum))  # expect: ASF417
    stream = await trio.open_tcp_stream(host, 7000)
    async with stream:
        async for chunk in stream:
            log.info("%d bytes", len(chunk))


def ignore_hangups() -> None:
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # expect: ASF417


async def guarded(job) -> None:
    async def ignoring() -> None:
        match sys.platform:
            case "linux" | "darwin":
                signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # expect: ASF417
            case _:
                log.debug("no SIGPIPE here")
        await job()

    try:
        await ignoring()
    except Stop:
        log.info("stopped")


async def main(source) -> None:
    runner = Runner(source)
    ignore_hangups()
    try:
        async with asyncio.timeout(3600):
            log.info("%d handled", await runner.run())
    except TimeoutError:
        log.error("ran out of time after %d items", runner.handled)
