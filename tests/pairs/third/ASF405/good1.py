"""Broker client whose callers wait on events and conditions."""
import asyncio
import logging

logger = logging.getLogger(__name__)


class Client:
    def __init__(self, host: str) -> None:
        self.host = host
        self.connected = asyncio.Event()
        self.changed = asyncio.Condition()
        self.sent: list[str] = []

    async def connect(self) -> None:
        await asyncio.sleep(1)
        self.connected.set()

    async def send(self, text: str) -> None:
        await self.connected.wait()
        async with self.changed:
            self.sent.append(text)
            self.changed.notify_all()

    async def flushed(self, count: int) -> None:
        async with self.changed:
            while len(self.sent) < count:
                await self.changed.wait()

    async def heartbeat(self, beats: int) -> None:
        while beats > 0:
            logger.info("beat %d", beats)
            beats -= 1
            await asyncio.sleep(5)


async def main() -> None:
    client = Client("localhost")
    async with asyncio.TaskGroup() as group:
        group.create_task(client.connect())
        group.create_task(client.send("hello"))
        group.create_task(client.flushed(1))
        group.create_task(client.heartbeat(2))


if __name__ == "__main__":
    asyncio.run(main())
