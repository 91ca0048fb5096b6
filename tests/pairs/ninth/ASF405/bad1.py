"""3D printer host: job queue, temperature control, shutdown."""
import asyncio
import logging
from typing import Callable

import trio

log = logging.getLogger("printer")


class Heater:
    def __init__(self, name: str) -> None:
        self.name = name
        self.target = 0.0
        self._current = 20.0
        self.enabled = False

    @property
    def settled(self) -> bool:
        return self.enabled and abs(self._current - self.target) < 1.0

    async def control(self) -> None:
        while True:
            if self.enabled:
                self._current += (self.target - self._current) / 4
            await asyncio.sleep(0.5)

    async def heat(self, target: float) -> None:
        self.target, self.enabled = target, True
        while not self.settled:  # expect: ASF405
            await asyncio.sleep(0.1)
        log.info("%s is at %.1f", self.name, self._current)


class Host:
    def __init__(self) -> None:
        self.bed = Heater("bed")
        self.paused = False
        self.lines_sent = 0
        self.lock = asyncio.Lock()

    def pause(self, on: bool) -> None:
        self.paused = on

    async def send(self, line: str) -> None:
        nap = asyncio.sleep
        while self.paused:  # expect: ASF405
            await nap(0.2)
        async with self.lock:
            self.lines_sent += 1
            await asyncio.sleep(len(line) / 1000)

    async def print(self, lines: list[str]) -> None:
        job = asyncio.create_task(self.bed.heat(60.0))
        waited = 0
        while True:  # expect: ASF405
            if job.done():
                break
            waited += 1
            await asyncio.sleep(0.05)
        await job
        for line in lines:
            await self.send(line)
        log.debug("heated after %d looks", waited)

    async def progress(self, report: Callable[[int], None], period: float) -> None:
        while True:
            report(self.lines_sent)
            await asyncio.sleep(period)


class Door:
    def __init__(self) -> None:
        self.state = "open"

    def close(self) -> None:
        self.state = "closed"

    async def wait_closed(self) -> None:
        while self.state != "closed":  # expect: ASF405
            await trio.sleep(0.5)


async def main() -> None:
    host = Host()
    control = asyncio.create_task(host.bed.control())
    host.pause(True)
    asyncio.get_running_loop().call_later(1, host.pause, False)
    await host.print(["G28", "G1 X10"])
    control.cancel()
    await asyncio.gather(control, return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(main())
