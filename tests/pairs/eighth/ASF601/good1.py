"""Seat reservation board shared by the box office clerks."""
import asyncio
import logging
import subprocess
import threading
import time

log = logging.getLogger("boxoffice")


class Board:
    def __init__(self, seats: int) -> None:
        self._free = seats
        self._stopped = False
        self._cond = threading.Condition()
        self._loaded = threading.Event()

    def wait_loaded(self) -> None:
        if not self._loaded.is_set():
            self._loaded.wait()

    def load(self) -> None:
        self._loaded.set()

    def reserve(self) -> None:
        with self._cond:
            self._cond.wait_for(lambda: self._free > 0)
            self._free -= 1

    def reserve_until(self, deadline: float) -> bool:
        with self._cond:
            while True:
                if self._free:
                    self._free -= 1
                    return True
                remaining = deadline - time.monotonic()
                if remaining <= 0:
                    return False
                self._cond.wait(remaining)

    def _await_change(self) -> None:
        self._cond.wait()

    def reserve_block(self, n: int) -> None:
        with self._cond:
            while self._free < n:
                self._await_change()
            self._free -= n

    def release(self, n: int = 1) -> None:
        with self._cond:
            self._free += n
            self._cond.notify_all()

    def report_loop(self, interval: float) -> None:
        with self._cond:
            while not self._stopped:
                log.info("%d seats free", self._free)
                self._cond.wait(interval)

    def stop(self) -> None:
        with self._cond:
            self._stopped = True
            self._cond.notify_all()


class Turnstile:
    def __init__(self) -> None:
        self._inside = 0
        self._moved = asyncio.Condition()

    async def enter(self, limit: int) -> None:
        async with self._moved:
            while not (room := limit - self._inside) > 0:
                log.debug("full, room=%d", room)
                await self._moved.wait()
            self._inside += 1

    async def leave(self) -> None:
        async with self._moved:
            self._inside -= 1
            self._moved.notify_all()


def print_tickets(path: str) -> int:
    printer = subprocess.Popen(["lp", path])
    return printer.wait()


def rehearse(parties: int) -> None:
    barrier = threading.Barrier(parties)

    def clerk(number: int) -> None:
        barrier.wait()
        log.info("clerk %d open", number)

    threads = [threading.Thread(target=clerk, args=(i,)) for i in range(parties)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
