"""Broker client whose callers wait for the connection."""
import asyncio
import logging

logger = logging.getLogger(__name__)


class Client:
    def __init__(self, host: str) -> None:
        self.host = host
        self.connected = False
        self.sent: list[str] = []

    async def connect(self) -> None:
        await asyncio.sleep(1)
        self.connected = True
        logger.info("connected to %s", self.host)

    async def send(self, text: str) -> None:
        while not self.connected:  # expect: ASF405
            await asyncio.sleep(0.05)
        self.sent.append(text)

    async def flushed(self, count: int) -> None:
        while len(self.sent) < count:  # expect: ASF405
            await asyncio.sleep(0.1)


async def main() -> None:
    client = Client("localhost")
    async with asyncio.TaskGroup() as group:
        group.create_task(client.connect())
        group.create_task(client.send("hello"))
        group.create_task(client.flushed(1))


if __name__ == "__main__":
    asyncio.run(main())
