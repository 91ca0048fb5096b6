import anyio
from anyio import create_task_group
from trio import MemorySendChannel, open_memory_channel, open_nursery, sleep


class Gatekeeper:
    def __init__(self, doors: list[str]) -> None:
        self.doors = doors
        self.alarms = 0

    async def patrol(self, door: str, send: MemorySendChannel) -> None:
        for _ in range(100):
            await sleep(len(door))
            await send.send(door)

    async def shift(self) -> str:
        send, receive = open_memory_channel(0)
        async with open_nursery() as nursery:
            for door in self.doors:
                nursery.start_soon(self.patrol, door, send)
            async for door in receive:
                self.alarms += 1
                if self.alarms > 3:
                    return door  # expect: ASF409
        return ""


async def ticker(period: float, log: list[float]) -> None:
    while True:
        await anyio.sleep(period)
        log.append(period)


async def sample(periods: list[float]) -> list[float]:
    log: list[float] = []
    for period in periods:
        async with create_task_group() as group:
            group.start_soon(ticker, period, log)
            if period <= 0:
                continue  # expect: ASF409
            await anyio.sleep(1)
            group.cancel_scope.cancel()
    return log
