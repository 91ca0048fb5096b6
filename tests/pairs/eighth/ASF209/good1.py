"""Elevator controller: looking at locks without trusting the look."""
from __future__ import annotations

import asyncio
import logging
import threading
from typing import Any

logger = logging.getLogger("elevator")


class Locker:
    """A luggage locker in the lobby."""

    def __init__(self) -> None:
        self.code: str | None = None

    def locked(self) -> bool:
        return self.code is not None

    def acquire(self, code: str) -> None:
        self.code = code


class Cabin:
    def __init__(self) -> None:
        self._door = threading.Lock()
        self._motor = threading.Lock()
        self._turn = asyncio.Lock()
        self.floor = 0
        self.skipped = 0

    def metrics(self) -> dict[str, Any]:
        return {"door": self._door.locked(), "motor": self._motor.locked()}

    def try_move(self, floor: int) -> bool:
        if not self._motor.acquire(blocking=False):
            logger.info("motor is running")
            return False
        try:
            self._set_floor(floor)
            return True
        finally:
            self._motor.release()

    def _set_floor(self, floor: int) -> None:
        assert self._motor.locked(), "caller holds the motor"
        self.floor = floor

    def move(self, floor: int) -> None:
        if self._motor.locked():
            logger.debug("waiting for the motor")
        with self._motor:
            self._set_floor(floor)

    def open_door(self) -> str:
        state = "moving" if self._motor.locked() else "still"
        with self._door:
            logger.info("door open, last seen %s", state)
        return state

    async def call(self, floor: int) -> bool:
        if self._turn.locked():
            self.skipped += 1
            return False
        async with self._turn:
            await asyncio.to_thread(self.move, floor)
            return True

    async def inspect(self) -> str:
        await asyncio.sleep(0.01)
        state = "busy" if self._turn.locked() else "idle"
        logger.info("cabin is %s", state)
        return state


def stow(locker: Locker, code: str) -> bool:
    if not locker.locked():
        locker.acquire(code)
        return True
    return False


async def rush_hour(cabin: Cabin) -> int:
    answers = await asyncio.gather(*(cabin.call(floor) for floor in range(5)))
    await cabin.inspect()
    return sum(answers)


if __name__ == "__main__":
    lift = Cabin()
    lift.try_move(2)
    print(asyncio.run(rush_hour(lift)), lift.metrics(), lift.open_door())
    print(stow(Locker(), "1234"))
