"""Shared access to a telescope mount that a threaded driver also moves."""
from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import trio
from filelock import FileLock

logger = logging.getLogger("mount")


@dataclass
class Position:
    ra: float
    dec: float

    def moved(self, ra: float, dec: float) -> "Position":
        return Position((self.ra + ra) % 24, max(-90.0, min(90.0, self.dec + dec)))


class Mount:
    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._position = Position(0, 0)

    def slew(self, ra: float, dec: float) -> Position:
        with self.lock:
            self._position = self._position.moved(ra, dec)
            return self._position

    def nudge(self) -> Position:
        with self.lock:
            return self.slew(0.01, 0.01)


class Observer:
    def __init__(self, mount: Mount, pool: ThreadPoolExecutor) -> None:
        self.mount = mount
        self.pool = pool
        self._dome = threading.Condition()
        self._calibration = FileLock("/var/lock/calibration")

    async def expose(self, seconds: int) -> Position:
        await asyncio.to_thread(self.mount.lock.acquire)  # expect: ASF212
        try:
            logger.info("exposing %d s", seconds)
            return self.mount.nudge()
        finally:
            self.mount.lock.release()

    async def close_dome(self) -> str:
        loop = asyncio.get_running_loop()
        dome = self._dome
        await loop.run_in_executor(self.pool, dome.acquire)  # expect: ASF212
        try:
            logger.info("closing the dome")
            return "closed"
        finally:
            dome.release()

    async def calibrate(self) -> int:
        take = self._calibration.acquire
        await asyncio.to_thread(take, 10)  # expect: ASF212
        try:
            return len(self._calibration.lock_file)
        finally:
            self._calibration.release()


async def park(mount: Mount, rlock: threading.RLock) -> Position:
    await trio.to_thread.run_sync(rlock.acquire)  # expect: ASF212
    try:
        return mount.slew(0, -90)
    finally:
        rlock.release()


async def night(observer: Observer) -> None:
    for seconds in (30, 60):
        try:
            position = await observer.expose(seconds)
        except RuntimeError:
            logger.exception("exposure failed")
            continue
        logger.info("%s", position)
    logger.info("dome %s, %d", await observer.close_dome(), await observer.calibrate())


def main() -> None:
    with ThreadPoolExecutor(2) as pool:
        asyncio.run(night(Observer(Mount(), pool)))


if __name__ == "__main__":
    main()
