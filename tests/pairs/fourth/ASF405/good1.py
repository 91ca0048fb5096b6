"""Events and conditions for flags; the sleeping loops do periodic work."""
import asyncio


class Monitor:
    def __init__(self) -> None:
        self.ready = asyncio.Event()
        self.changed = asyncio.Condition()
        self.running = True
        self.value = 0

    async def connect(self) -> None:
        await asyncio.sleep(1)
        self.ready.set()

    async def change(self, value: int) -> None:
        async with self.changed:
            self.value = value
            self.changed.notify_all()

    async def until(self, value: int) -> None:
        async with self.changed:
            while self.value < value:
                await self.changed.wait()

    async def beat(self) -> None:
        while self.running:
            self.report()
            await asyncio.sleep(5)

    async def forever(self) -> None:
        while True:
            await asyncio.sleep(60)
            self.report()

    def report(self) -> None:
        print("value", self.value)

    def stop(self) -> None:
        self.running = False


async def main() -> None:
    monitor = Monitor()
    async with asyncio.TaskGroup() as tg:
        tg.create_task(monitor.connect())
        tg.create_task(monitor.beat())
        await monitor.ready.wait()
        monitor.stop()


if __name__ == "__main__":
    asyncio.run(main())
