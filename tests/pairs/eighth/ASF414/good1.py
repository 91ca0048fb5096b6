"""Door controller of an office building, on anyio."""
from __future__ import annotations

import functools
import logging
from contextlib import ExitStack, contextmanager

import anyio
from anyio import CancelScope, fail_after, move_on_after

log = logging.getLogger(__name__)

brief = functools.partial(move_on_after, 0.5)


class Door:
    def __init__(self, name: str, bus, patience: float = 3.0) -> None:
        self.name = name
        self._bus = bus
        self._patience = patience
        self._closing = CancelScope()
        self.opened = 0

    def _limit(self) -> CancelScope:
        return move_on_after(self._patience)

    async def open(self) -> bool:
        with self._limit() as scope:
            await self._bus.send(self.name, "open")
        self.opened += 1
        return not scope.cancelled_caught

    async def blink(self) -> None:
        for colour in ("red", "green"):
            with brief():
                await self._bus.send(self.name, colour)

    async def close(self) -> None:
        strict = fail_after(self._patience)
        log.debug("closing %s", self.name)
        await anyio.sleep(0.1)
        with strict:
            await self._bus.send(self.name, "close")

    async def hold(self) -> None:
        with self._closing:
            await anyio.sleep(30)
            await self.close()

    def cancel(self) -> None:
        self._closing.cancel()

    async def sequence(self, commands: list[str], quick: bool) -> None:
        with ExitStack() as stack:
            if quick:
                stack.enter_context(move_on_after(1))
            for command in commands:
                await self._bus.send(self.name, command)

    async def badge(self, reader) -> str | None:
        scope = CancelScope()
        with scope:
            scope.deadline = anyio.current_time() + self._patience
            return await reader.read()
        return None


@contextmanager
def quietly(seconds: float):
    with move_on_after(seconds) as scope:
        yield
    if scope.cancelled_caught:
        log.info("gave up after %s s", seconds)


async def main(bus) -> None:
    door = Door("north", bus)
    with quietly(5):
        await door.open()
    async with anyio.create_task_group() as group:
        group.start_soon(door.hold)
        await anyio.sleep(1)
        door.cancel()
