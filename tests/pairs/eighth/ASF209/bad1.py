"""Firmware updates of a fleet of parking meters."""
from __future__ import annotations

import asyncio
import logging
import threading
import time
from dataclasses import dataclass

import anyio

logger = logging.getLogger("fleet")


@dataclass
class Firmware:
    version: str
    image: bytes

    def chunks(self, size: int) -> list[bytes]:
        return [self.image[n : n + size] for n in range(0, len(self.image), size)]


class Meter:
    def __init__(self, number: int) -> None:
        self.number = number
        self._flash = threading.Lock()
        self._blocks: list[bytes] = []

    def flash(self, firmware: Firmware) -> bool:
        if not self._flash.locked():  # expect: ASF209
            with self._flash:
                self._blocks = firmware.chunks(512)
                return True
        logger.info("meter %d is being flashed", self.number)
        return False

    def erase(self) -> int:
        lock = self._flash
        if (busy := lock.locked()):  # expect: ASF209
            logger.warning("erase refused: %s", busy)
            return 0
        lock.acquire()
        try:
            count = len(self._blocks)
            self._blocks = []
            return count
        finally:
            lock.release()

    def size(self) -> int:
        with self._flash:
            return sum(map(len, self._blocks))


def wait_and_reboot(meter: Meter, line: threading.Lock) -> float:
    started = time.monotonic()
    while line.locked():  # expect: ASF209
        time.sleep(0.2)
    with line:
        logger.info("rebooting %d", meter.number)
    return time.monotonic() - started


class Rollout:
    def __init__(self, meters: list[Meter]) -> None:
        self.meters = meters
        self.turn = asyncio.Lock()
        self.radio = anyio.Lock()
        self.history: list[str] = []

    async def notify(self, text: str) -> None:
        await asyncio.sleep(0.05)
        self.history.append(text)

    async def start(self, firmware: Firmware) -> int:
        if self.turn.locked():  # expect: ASF209
            logger.info("a rollout is running")
            return 0
        await self.notify(f"rolling out {firmware.version}")
        async with self.turn:
            results = [await asyncio.to_thread(meter.flash, firmware) for meter in self.meters]
        return sum(results)

    async def ping(self) -> bool:
        free = not self.radio.locked()  # expect: ASF209
        await anyio.sleep(0.01)
        if free:
            async with self.radio:
                await anyio.sleep(0.1)
        return free


async def main() -> None:
    fleet = Rollout([Meter(n) for n in range(3)])
    done = await fleet.start(Firmware("1.2", b"\x00" * 4096))
    logger.info("%d updated, %s", done, fleet.history)


if __name__ == "__main__":
    asyncio.run(main())
    print(wait_and_reboot(Meter(1), threading.Lock()))
