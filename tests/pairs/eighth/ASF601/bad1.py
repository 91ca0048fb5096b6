"""Print spool for the warehouse label printers."""
import asyncio
import logging
import threading
from collections import deque

import trio

log = logging.getLogger("labels.spool")


class Spool:
    def __init__(self, depth: int = 64) -> None:
        self._jobs: deque[bytes] = deque()
        self._cond = threading.Condition()
        self._closed = False
        self._depth = depth

    def submit(self, job: bytes) -> None:
        with self._cond:
            while len(self._jobs) >= self._depth and not self._closed:
                self._cond.wait()
            if self._closed:
                raise RuntimeError("spool is closed")
            self._jobs.append(job)
            self._cond.notify_all()

    def take(self) -> bytes:
        with self._cond:
            if not self._jobs:
                self._cond.wait()  # expect: ASF601
            job = self._jobs.popleft()
            self._cond.notify_all()
            return job

    def drain_to(self, device) -> int:
        sent = 0
        with self._cond:
            while not self._closed:
                self._cond.wait(timeout=5.0)  # expect: ASF601
                job = self._jobs.popleft()
                device.write(job)
                sent += 1
        return sent

    def close(self) -> None:
        with self._cond:
            self._closed = True
            self._cond.notify_all()


class Tray:
    def __init__(self) -> None:
        self.sheets = 0
        self.changed = asyncio.Condition()

    async def refill(self, n: int) -> None:
        async with self.changed:
            self.sheets = n
            self.changed.notify_all()


async def pull_sheet(tray: Tray, refilled: asyncio.Condition) -> int:
    async with refilled:
        await refilled.wait()  # expect: ASF601
        tray.sheets -= 1
        log.debug("sheet pulled, %d left", tray.sheets)
        return tray.sheets


class PauseGate:
    def __init__(self) -> None:
        self._gate = trio.Condition()
        self._paused = False

    async def pause(self) -> None:
        async with self._gate:
            self._paused = True

    async def resume(self) -> None:
        async with self._gate:
            self._paused = False
            self._gate.notify_all()

    async def passed(self) -> None:
        park = self._gate.wait
        async with self._gate:
            if self._paused:
                log.info("printing is paused")
                await park()  # expect: ASF601
            log.debug("gate open")


async def print_all(gate: PauseGate, labels: list[bytes], out: trio.SocketStream) -> None:
    for label in labels:
        await gate.passed()
        await out.send_all(label)
