"""Sensor history readers that always finish with their generators."""
import asyncio
import contextlib
import logging
from typing import AsyncGenerator

log = logging.getLogger("history")


class Ticks:
    """A plain async iterator: nothing to close."""

    def __init__(self, count: int) -> None:
        self.left = count

    def __aiter__(self) -> "Ticks":
        return self

    async def __anext__(self) -> int:
        await asyncio.sleep(0)
        if self.left == 0:
            raise StopAsyncIteration
        self.left -= 1
        return self.left


async def samples(sensor: str) -> AsyncGenerator[float, None]:
    try:
        for n in range(100):
            await asyncio.sleep(0)
            yield n / 10
    finally:
        log.debug("%s done", sensor)


class History:
    def __init__(self, sensor: str) -> None:
        self.sensor = sensor

    async def first_above(self, level: float) -> float | None:
        async with contextlib.aclosing(samples(self.sensor)) as source:
            async for value in source:
                if value > level:
                    return value
        return None

    async def first_above_by_hand(self, level: float) -> float | None:
        source = samples(self.sensor)
        try:
            async for value in source:
                if value > level:
                    return value
        finally:
            await source.aclose()
        return None

    async def tick(self) -> int:
        async for n in Ticks(5):
            if n < 3:
                return n
        return -1

    async def buckets(self, edges: list[float]) -> dict[float, int]:
        counts = dict.fromkeys(edges, 0)
        async for value in samples(self.sensor):
            for edge in edges:
                if value <= edge:
                    counts[edge] += 1
                    break
            if value < 0:
                continue
        return counts

    async def read(self, reader: asyncio.StreamReader) -> bytes:
        async for line in reader:
            if line.startswith(b"#"):
                return line
        return b""


async def main() -> None:
    history = History("attic")
    print(await history.first_above(3.0), await history.first_above_by_hand(4.0))
    print(await history.tick(), await history.buckets([1.0, 5.0]))


if __name__ == "__main__":
    asyncio.run(main())
