"""Telescope mount driver ported from asyncio to trio."""
import asyncio
import logging
import math
from asyncio import sleep as nap

import trio

log = logging.getLogger("mount")


class Axis:
    def __init__(self, name: str, rate: float) -> None:
        self.name = name
        self.rate = rate
        self.position = 0.0
        self.limit = asyncio.Event()
        self.moving = trio.Event()

    async def slew(self, target: float) -> None:
        steps = max(1, int(abs(target - self.position) / self.rate))
        delta = (target - self.position) / steps
        for _ in range(steps):
            await trio.sleep(0.01)
            self.position += delta

    async def guarded(self, target: float) -> None:
        with trio.move_on_after(30) as scope:
            await self.slew(target)
            await self.limit.wait()  # expect: ASF316
        if scope.cancelled_caught:
            log.warning("%s did not reach its limit", self.name)


class Mount:
    def __init__(self) -> None:
        self.ra = Axis("ra", 0.5)
        self.dec = Axis("dec", 0.25)
        self.lock = trio.Lock()

    async def goto(self, ra: float, dec: float) -> float:
        async with self.lock:
            async with trio.open_nursery() as nursery:
                nursery.start_soon(self.ra.slew, ra)
                nursery.start_soon(self.dec.slew, dec)
            await nap(0.2)  # expect: ASF316
        return math.hypot(self.ra.position - ra, self.dec.position - dec)

    async def park(self, *, announce: bool) -> None:
        commands = [self.ra.slew(0.0), self.dec.slew(0.0)]
        await trio.lowlevel.checkpoint()
        await asyncio.gather(*commands)  # expect: ASF316
        if announce:
            log.info("parked")

    async def listen(self, host: str, port: int) -> None:
        stream = await trio.open_tcp_stream(host, port)
        async with stream:
            while data := await stream.receive_some(64):
                ra, dec = (float(part) for part in data.split(b","))
                error = await self.goto(ra, dec)
                await stream.send_all(f"{error:.3f}\n".encode())


async def main() -> None:
    mount = Mount()
    await mount.goto(10.0, 20.0)
    await mount.ra.guarded(12.0)
    await mount.park(announce=True)
    await mount.listen("localhost", 7624)


if __name__ == "__main__":
    trio.run(main)
