"""Satellite ground station scheduler."""
from __future__ import annotations

import asyncio
import logging
from typing import Final

import anyio
import trio

log = logging.getLogger("ground")

PASS_SECONDS: Final = 420
HANDSHAKE = 15


class LostSignal(Exception):
    pass


class Antenna:
    def __init__(self, driver) -> None:
        self._driver = driver
        self.azimuth = 0.0

    async def point(self, azimuth: float) -> None:
        with trio.move_on_at(30) as scope:  # expect: ASF415
            await self._driver.rotate(azimuth)
        if scope.cancelled_caught:
            raise LostSignal("antenna stuck")
        self.azimuth = azimuth

    async def track(self, satellite) -> int:
        frames = 0
        with trio.fail_at(PASS_SECONDS):  # expect: ASF415
            async for frame in satellite.frames(self.azimuth):
                log.debug("%d bytes", len(frame))
                frames += 1
        return frames

    async def calibrate(self) -> None:
        with trio.move_on_after(60) as scope:
            await self._driver.seek(0.0)
            scope.deadline = 2 * 60  # expect: ASF415
            await self._driver.seek(180.0)


async def relay(host: str, frames: list[bytes]) -> None:
    with anyio.CancelScope(deadline=HANDSHAKE):  # expect: ASF415
        stream = await anyio.connect_tcp(host, 2000)
        async with stream:
            for frame in frames:
                await stream.send(frame)


class Archive:
    def __init__(self, client) -> None:
        self._client = client
        self.stored = 0

    async def store(self, frames: list[bytes]) -> None:
        try:
            async with asyncio.timeout(10) as limit:
                for frame in frames:
                    await self._client.put(frame)
                    self.stored += 1
                    limit.reschedule(10)  # expect: ASF415
        except TimeoutError:
            log.error("archive stalled after %d frames", self.stored)

    async def flush(self) -> bool:
        loop = asyncio.get_running_loop()
        async with asyncio.timeout_at(loop.time() + 5):
            return await self._client.flush()


async def main(driver, satellite) -> None:
    antenna = Antenna(driver)
    try:
        await antenna.point(123.5)
        log.info("%d frames", await antenna.track(satellite))
    except (LostSignal, trio.TooSlowError) as exc:
        log.error("pass failed: %s", exc)
