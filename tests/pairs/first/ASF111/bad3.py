import trio


class Meter:
    def __init__(self) -> None:
        self.peak = 0.0
        self.total = 0

    def sample(self) -> float:
        return trio.current_time() % 1.0


async def monitor(meter: Meter) -> None:
    async def track() -> None:
        while 1:  # expect: ASF111
            meter.peak = max(meter.peak, meter.sample())
            meter.total += 1

    async with trio.open_nursery() as nursery:
        nursery.start_soon(track)
        await trio.sleep(10)
        nursery.cancel_scope.cancel()
