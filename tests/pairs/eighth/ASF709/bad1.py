"""Reload and shutdown handling of a DNS cache daemon."""
from __future__ import annotations

import asyncio
import logging
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from signal import SIGHUP, SIGTERM
from signal import signal as on_signal

log = logging.getLogger("dnscache")


class Zone:
    def __init__(self, name: str) -> None:
        self.name = name
        self.stale = False

    def reload(self, signum: int, frame) -> None:
        self.stale = True


class Listener(threading.Thread):
    def __init__(self, zone: Zone, sock) -> None:
        super().__init__(daemon=True)
        self._zone = zone
        self._sock = sock

    def run(self) -> None:
        signal.signal(signal.SIGUSR1, self._zone.reload)  # expect: ASF709
        while packet := self._sock.recv(512):
            log.debug("%d bytes for %s", len(packet), self._zone.name)


def _install(zone: Zone) -> None:
    for number in (SIGHUP, SIGTERM):
        on_signal(number, zone.reload)  # expect: ASF709


def _prefetch(zone: Zone) -> None:
    _install(zone)
    log.info("prefetching %s", zone.name)


def prefetch(zones: list[Zone]) -> None:
    with ThreadPoolExecutor(4) as pool:
        for job in [pool.submit(_prefetch, zone) for zone in zones]:
            job.result()


async def statistics(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGINT, stop.set)  # expect: ASF709
    await stop.wait()
    log.info("statistics thread ends")


def _statistics_thread() -> None:
    asyncio.run(_main())


async def _main() -> None:
    await statistics(asyncio.Event())


def start_statistics() -> threading.Thread:
    thread = threading.Thread(target=_statistics_thread, name="statistics")
    thread.start()
    return thread


async def reload_on_winch(zone: Zone) -> None:
    loop = asyncio.get_running_loop()

    def watch() -> None:
        signal.set_wakeup_fd(-1)  # expect: ASF709
        log.info("watching %s", zone.name)

    await loop.run_in_executor(None, watch)
