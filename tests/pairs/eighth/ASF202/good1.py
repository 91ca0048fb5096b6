"""Locking around a tape robot, with every hand-made shape that is right."""
from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from types import TracebackType
from typing import Iterator

logger = logging.getLogger("tape")


class Robot:
    """Usable as a lock itself."""

    def __init__(self) -> None:
        self._arm = threading.Lock()
        self.moves = 0

    def acquire(self, timeout: float = -1) -> bool:
        return self._arm.acquire(timeout=timeout)

    def release(self) -> None:
        self._arm.release()

    def __enter__(self) -> "Robot":
        self._arm.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self._arm.release()


class Drive:
    def __init__(self, robot: Robot) -> None:
        self.robot = robot
        self._busy = threading.Lock()
        self._free = threading.Semaphore(4)

    def load(self, tape: str) -> int:
        self._busy.acquire()
        try:
            logger.info("loading %s", tape)
            return len(tape)
        finally:
            self._busy.release()

    def try_load(self, tape: str) -> int | None:
        if not self._busy.acquire(timeout=2):
            logger.warning("drive is busy")
            return None
        try:
            return len(tape.strip())
        finally:
            self._busy.release()

    def inventory(self, tapes: list[str]) -> Iterator[int]:
        for tape in tapes:
            yield self.load(tape)

    def with_stack(self, tapes: list[str]) -> int:
        with contextlib.ExitStack() as stack:
            self._busy.acquire()
            stack.callback(self._busy.release)
            return sum(map(len, tapes))

    def slow(self, tapes: list[str]) -> int:
        total = 0
        with self._busy:
            for tape in tapes:
                self._busy.release()
                try:
                    total += self.measure(tape)
                finally:
                    self._busy.acquire()
        return total

    @staticmethod
    def measure(tape: str) -> int:
        return sum(map(ord, tape))

    def reserve(self) -> None:
        self._free.acquire()
        logger.debug("slot reserved")

    def give_back(self) -> None:
        self._free.release()
        logger.debug("slot free")


class Session:
    """The lock is handed from begin() to the commit or rollback that ends it."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._steps: list[str] = []

    async def begin(self) -> None:
        await self._lock.acquire()
        try:
            self._steps.append("begin")
            await asyncio.sleep(0)
        except BaseException:
            self._lock.release()
            raise

    async def commit(self) -> int:
        try:
            await asyncio.sleep(0.01)
            return len(self._steps)
        finally:
            self._lock.release()

    async def one_shot(self) -> int:
        await self._lock.acquire()
        try:
            await asyncio.sleep(0)
            return 1
        finally:
            self._lock.release()


async def backup(session: Session, drive: Drive) -> int:
    await session.begin()
    count = await session.commit()
    drive.reserve()
    drive.give_back()
    return count + await session.one_shot() + sum(drive.inventory(["a", "b"]))


if __name__ == "__main__":
    print(asyncio.run(backup(Session(), Drive(Robot()))))
