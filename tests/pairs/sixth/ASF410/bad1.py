import asyncio


class Heartbeat:
    def __init__(self, writer: asyncio.StreamWriter, period: float) -> None:
        self.writer = writer
        self.period = period
        self.task: asyncio.Task[None] | None = None

    async def beat(self) -> None:
        while True:
            self.writer.write(b".")
            await self.writer.drain()
            await asyncio.sleep(self.period)

    async def start(self) -> None:
        self.task = asyncio.create_task(self.beat())
        await asyncio.sleep(0)

    async def stop(self) -> None:
        if self.task is not None:
            self.task.cancel()  # expect: ASF410
        self.writer.close()
        await self.writer.wait_closed()


async def hedged(primary, backup) -> bytes:
    spare = asyncio.create_task(backup())
    result = await primary()
    spare.cancel()  # expect: ASF410
    return result
