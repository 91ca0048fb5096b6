import asyncio
from asyncio import sleep as pause


class Bus:
    def __init__(self) -> None:
        self.subscribers: list[asyncio.Queue[str]] = []

    async def subscribe(self, log: list[str], count: int) -> None:
        inbox: asyncio.Queue[str] = asyncio.Queue()
        self.subscribers.append(inbox)
        for _ in range(count):
            log.append(await inbox.get())

    def publish(self, text: str) -> None:
        for inbox in self.subscribers:
            inbox.put_nowait(text)


async def demo() -> list[str]:
    bus = Bus()
    log: list[str] = []
    listener = asyncio.create_task(bus.subscribe(log, 1))
    await asyncio.sleep(0.1)  # expect: ASF509
    bus.publish("hello")
    await listener
    return log


async def grouped() -> list[str]:
    bus = Bus()
    log: list[str] = []
    async with asyncio.TaskGroup() as group:
        for _ in range(3):
            group.create_task(bus.subscribe(log, 1))
        await pause(1)  # expect: ASF509
        bus.publish("hi")
    return log


if __name__ == "__main__":
    print(asyncio.run(demo()), asyncio.run(grouped()))
