"""Robot arm controller on trio, with an anyio based telemetry uplink."""
from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import trio

logger = logging.getLogger(__name__)


class ArmError(RuntimeError):
    """The arm refused a command."""


class Arm:
    def __init__(self, stream: trio.SocketStream) -> None:
        self._stream = stream
        self._ack = trio.Event()
        self.position = (0.0, 0.0, 0.0)

    async def command(self, verb: str, *args: float) -> None:
        payload = " ".join([verb, *(f"{a:.3f}" for a in args)])
        await self._stream.send_all(payload.encode() + b"\n")

    async def move(self, x: float, y: float, z: float) -> None:
        try:
            await self.command("G1", x, y, z)
            await self._ack.wait()
            self.position = (x, y, z)
        finally:
            await self.command("M400")  # expect: ASF402

    async def home(self) -> None:
        try:
            await self.command("G28")
            await self._ack.wait()
        except trio.Cancelled:
            logger.warning("homing interrupted, parking")
            await self.command("M112")  # expect: ASF402
            raise

    async def __aenter__(self) -> "Arm":
        await self.command("M17")
        return self

    async def __aexit__(self, exc_type, exc, tb) -> None:
        with trio.move_on_after(2):
            await self.command("M18")  # expect: ASF402


@asynccontextmanager
async def powered(arm: Arm, volts: float) -> AsyncIterator[Arm]:
    await arm.command("PWR", volts)
    try:
        yield arm
    finally:
        logger.debug("power down")
        if arm.position[2] > 0:
            await arm.command("DOWN")  # expect: ASF402


class Uplink:
    def __init__(self, host: str) -> None:
        self.host = host
        self.sent = 0

    async def publish(self, samples: list[tuple[float, float]]) -> None:
        stream = await anyio.connect_tcp(self.host, 8125)
        try:
            for when, value in samples:
                await stream.send(f"arm.torque:{value}|g|#{when}".encode())
                self.sent += 1
        finally:
            await stream.aclose()


async def draw(arm: Arm, path: list[tuple[float, float]]) -> int:
    done = 0
    async with arm:
        for x, y in path:
            try:
                await arm.move(x, y, 0.0)
            except ArmError as exc:
                logger.error("skipping (%s, %s): %s", x, y, exc)
                await arm.command("M999")
                continue
            done += 1
    return done


async def main() -> None:
    stream = await trio.open_tcp_stream("arm.local", 23)
    async with powered(Arm(stream), 24.0) as arm:
        await arm.home()
        await draw(arm, [(1.0, 1.0), (1.0, 2.0)])


if __name__ == "__main__":
    trio.run(main)
