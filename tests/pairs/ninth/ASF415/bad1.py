"""Irrigation controller: valves, pumps and night cut-off."""
import asyncio
import logging
from dataclasses import dataclass

import anyio
import trio

log = logging.getLogger("irrigation")

MAX_RUN = 15 * 60


@dataclass
class Valve:
    number: int
    open: bool = False
    litres: float = 0.0

    def close(self) -> None:
        self.open = False
        log.info("valve %d closed at %.1f l", self.number, self.litres)

    async def flow(self, litres: float) -> None:
        self.open = True
        while self.litres < litres:
            await anyio.sleep(0.5)
            self.litres += 0.2


class Controller:
    quick = 30

    def __init__(self, valves: list[Valve]) -> None:
        self.valves = valves
        self.skipped: list[int] = []

    async def water(self, valve: Valve, litres: float) -> None:
        with anyio.CancelScope(deadline=MAX_RUN) as scope:  # expect: ASF415
            await valve.flow(litres)
        valve.close()
        if scope.cancelled_caught:
            self.skipped.append(valve.number)

    async def sprinkle(self, valve: Valve) -> bool:
        try:
            async with asyncio.timeout_at(self.quick):  # expect: ASF415
                await valve.flow(1.0)
        except TimeoutError:
            return False
        finally:
            valve.close()
        return True

    def cut_off(self) -> list[asyncio.TimerHandle]:
        at = asyncio.get_running_loop().call_at
        handles = []
        for valve in self.valves:
            handles.append(at(60.0, valve.close))  # expect: ASF415
        return handles


async def pump(valves: list[Valve]) -> None:
    async with trio.open_nursery() as nursery:
        for valve in valves:
            nursery.start_soon(valve.flow, 2.0)
        nursery.cancel_scope.deadline = 10  # expect: ASF415
        log.debug("pump runs for %d valves", len(valves))


async def main() -> None:
    controller = Controller([Valve(1), Valve(2)])
    handles = controller.cut_off()
    await controller.water(controller.valves[0], 3.0)
    print(await controller.sprinkle(controller.valves[1]), controller.skipped)
    for handle in handles:
        handle.cancel()


if __name__ == "__main__":
    asyncio.run(main())
    trio.run(pump, [Valve(3)])
