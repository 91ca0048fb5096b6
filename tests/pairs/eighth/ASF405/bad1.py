"""Print farm coordinator."""
import asyncio
import logging
import time
from asyncio import sleep as nap

import trio

log = logging.getLogger("farm")

maintenance = False


class PrinterBusy(Exception):
    pass


class Printer:
    def __init__(self, name: str) -> None:
        self.name = name
        self.bed_temperature = 20.0
        self._heated = False
        self._jobs: list[str] = []
        self._calibration: asyncio.Task[None] | None = None

    @property
    def idle(self) -> bool:
        return not self._jobs

    async def heat(self, target: float) -> None:
        while self.bed_temperature < target:
            self.bed_temperature += 2.5
            await asyncio.sleep(1)
        self._heated = True

    async def print_part(self, part: str) -> None:
        while not self._heated:  # expect: ASF405
            await asyncio.sleep(0.2)
        self._jobs.append(part)
        log.info("%s prints %s", self.name, part)
        await asyncio.sleep(60)
        self._jobs.remove(part)

    async def drain(self, limit: float = 300.0) -> None:
        deadline = time.monotonic() + limit
        while not self.idle:  # expect: ASF405
            if time.monotonic() > deadline:
                raise PrinterBusy(self.name)
            await nap(0.5)

    async def calibrate(self) -> None:
        self._calibration = asyncio.create_task(self.heat(60.0))
        while not self._calibration.done():  # expect: ASF405
            await asyncio.sleep(0.1)
        await self._calibration
        log.info("%s calibrated", self.name)


async def toggle_maintenance(seconds: float) -> None:
    global maintenance
    maintenance = True
    await asyncio.sleep(seconds)
    maintenance = False


async def dispatch(printer: Printer, parts: list[str]) -> None:
    while True:  # expect: ASF405
        if not maintenance:
            break
        await asyncio.sleep(1)
    for part in parts:
        await printer.print_part(part)


class Conveyor:
    """Runs in the trio process that owns the belt."""

    def __init__(self) -> None:
        self.position = 0
        self.blocked = True

    async def unblock(self) -> None:
        await trio.sleep(2)
        self.blocked = False

    async def advance(self, steps: int) -> None:
        for _ in range(steps):
            while self.blocked:  # expect: ASF405
                await trio.sleep(0.05)
            self.position += 1
            await trio.sleep(0.01)


async def main() -> None:
    printer = Printer("mk4-07")
    async with asyncio.TaskGroup() as group:
        group.create_task(printer.calibrate())
        group.create_task(dispatch(printer, ["gear", "bracket"]))
        group.create_task(toggle_maintenance(5))


if __name__ == "__main__":
    asyncio.run(main())
