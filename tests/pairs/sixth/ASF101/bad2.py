from __future__ import annotations

import functools
import typing as t
from time import sleep as pause

import trio

if t.TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

settle = functools.partial(pause, 0.05)


class Stage:
    nap = staticmethod(pause)

    def __init__(self, axis: str, move: Callable[[str, float], Awaitable[None]]):
        self.axis = axis
        self.move = move
        self.homed = False

    async def goto(self, distance: int) -> None:
        step = 1.0 if distance > 0 else -1.0
        for _ in range(abs(distance)):
            await self.move(self.axis, step)
            settle()  # expect: ASF101

    async def home(self) -> None:
        await self.move(self.axis, -1000.0)
        pause(0)  # expect: ASF101
        self.homed = True


async def _noop(axis: str, amount: float) -> None:
    await trio.lowlevel.checkpoint()


async def main() -> None:
    stage = Stage("x", _noop)
    await stage.home()
    await stage.goto(5)


trio.run(main)
