"""Hand-over of locks between a loop and threads in a milling machine."""
from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import anyio.to_thread
from filelock import FileLock

logger = logging.getLogger("mill")


class Spindle:
    def __init__(self) -> None:
        self.guard = threading.RLock()
        self._speed = 0

    def set_speed(self, rpm: int) -> int:
        with self.guard:
            self._speed = rpm
            return self._ramp()

    def _ramp(self) -> int:
        with self.guard:
            return self._speed // 100

    def stop(self) -> int:
        self.guard.acquire()
        try:
            return self.set_speed(0)
        finally:
            self.guard.release()


class Mill:
    def __init__(self, spindle: Spindle) -> None:
        self.spindle = spindle
        self._table = threading.Lock()
        self._slots = threading.Semaphore(3)
        self._file = FileLock("/var/lock/mill", thread_local=False)
        self.parts = 0

    async def run(self, rpm: int) -> int:
        steps = await asyncio.to_thread(self.spindle.set_speed, rpm)
        return steps + await anyio.to_thread.run_sync(self.spindle.stop)

    async def load(self, part: str) -> int:
        await asyncio.to_thread(self._table.acquire)
        try:
            self.parts += 1
            logger.info("loaded %s", part)
            return self.parts
        finally:
            self._table.release()

    async def clamp(self) -> bool:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, self._slots.acquire)
        try:
            logger.info("clamped")
            return True
        finally:
            self._slots.release()

    async def program(self, text: str) -> int:
        await asyncio.to_thread(self._file.acquire, 5)
        try:
            return len(text)
        finally:
            self._file.release()


def signal_done(finished: threading.Semaphore) -> None:
    logger.info("tool change finished")
    finished.release()


def change_tool() -> int:
    finished = threading.Semaphore(0)
    changer = threading.Thread(target=signal_done, args=(finished,))
    changer.start()
    finished.acquire()
    changer.join()
    return 1


def sweep(rlock: threading.RLock, strokes: int) -> int:
    def stroke() -> int:
        with rlock:
            return 1

    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(stroke) for _ in range(strokes)]
        return sum(future.result() for future in futures)


async def shift(mill: Mill) -> None:
    await mill.run(9000)
    await mill.load("bracket")
    await mill.clamp()
    logger.info("%d", await mill.program("G0 X1 Y1"))


if __name__ == "__main__":
    asyncio.run(shift(Mill(Spindle())))
    print(change_tool(), sweep(threading.RLock(), 4))
