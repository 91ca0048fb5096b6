"""Collects answers of several sensors, with every sibling accounted for."""
import asyncio
import logging
from typing import Iterable

log = logging.getLogger("sensors")


class Basket:
    def __init__(self) -> None:
        self.fruit: list[str] = []

    def gather(self, *names: str) -> int:
        self.fruit.extend(names)
        return len(self.fruit)


class Sensor:
    def __init__(self, name: str) -> None:
        self.name = name

    async def read(self) -> float:
        await asyncio.sleep(0.01)
        return float(len(self.name))


class Collector:
    def __init__(self, sensors: list[Sensor]) -> None:
        self.sensors = sensors
        self.basket = Basket()

    async def tolerant(self) -> list[float]:
        results = await asyncio.gather(*(s.read() for s in self.sensors), return_exceptions=True)
        values: list[float] = []
        for sensor, result in zip(self.sensors, results):
            if isinstance(result, BaseException):
                log.warning("%s: %r", sensor.name, result)
            else:
                values.append(result)
        return values

    async def strict(self) -> list[float]:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(s.read()) for s in self.sensors]
        return [task.result() for task in tasks]

    async def by_hand(self) -> list[float]:
        tasks = [asyncio.create_task(s.read()) for s in self.sensors]
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        return [task.result() for task in done]

    async def stop(self, tasks: Iterable["asyncio.Task[float]"]) -> None:
        for task in tasks:
            task.cancel()
        options = {"return_exceptions": True}
        outcomes = await asyncio.gather(*tasks, **options)
        log.debug("%d stopped", len(outcomes))

    async def fruit(self) -> int:
        count = self.basket.gather("apple", "pear")
        await asyncio.sleep(0)
        return count


async def main() -> None:
    collector = Collector([Sensor("attic"), Sensor("cellar")])
    print(await collector.tolerant(), await collector.strict(), await collector.by_hand())
    await collector.stop([asyncio.create_task(Sensor("hall").read())])
    print(await collector.fruit())


if __name__ == "__main__":
    asyncio.run(main())
