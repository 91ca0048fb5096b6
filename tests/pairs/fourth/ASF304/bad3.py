"""Collector whose background tasks are stored and never looked at again."""
import asyncio


class Collector:
    def __init__(self, period: float) -> None:
        self.period = period
        self.samples: list[float] = []
        self._sampler: "asyncio.Task[None] | None" = None
        self._flushers: list[asyncio.Task[None]] = []

    async def _sample(self) -> None:
        while True:
            await asyncio.sleep(self.period)
            self.samples.append(asyncio.get_running_loop().time())

    async def _flush(self, batch: list[float]) -> None:
        await asyncio.sleep(0.1)
        print(len(batch), "samples")

    async def start(self) -> None:
        self._sampler = asyncio.create_task(self._sample())  # expect: ASF304

    def flush(self) -> None:
        batch, self.samples = self.samples, []
        self._flushers.append(asyncio.create_task(self._flush(batch)))  # expect: ASF304


async def main() -> None:
    collector = Collector(0.5)
    await collector.start()
    await asyncio.sleep(2)
    collector.flush()
    await asyncio.sleep(1)


if __name__ == "__main__":
    asyncio.run(main())
