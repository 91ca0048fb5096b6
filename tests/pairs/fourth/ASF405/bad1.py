"""Start-up barrier made of polling loops on attributes that other tasks set."""
import asyncio


class Broker:
    def __init__(self) -> None:
        self.connected = False
        self.replies: dict[int, str] = {}
        self.closing = False

    async def connect(self) -> None:
        await asyncio.sleep(1)
        self.connected = True

    def on_reply(self, number: int, text: str) -> None:
        self.replies[number] = text

    async def ready(self) -> None:
        while not self.connected:  # expect: ASF405
            await asyncio.sleep(0.1)

    async def ask(self, number: int) -> str:
        await self.ready()
        while number not in self.replies:  # expect: ASF405
            await asyncio.sleep(0.01)
        return self.replies.pop(number)

    def close(self) -> None:
        self.closing = True

    async def run(self) -> None:
        while self.closing is False:  # expect: ASF405
            await asyncio.sleep(1)
        print("closed")


async def main() -> None:
    broker = Broker()
    async with asyncio.TaskGroup() as tg:
        tg.create_task(broker.connect())
        tg.create_task(broker.run())
        await broker.ready()
        broker.close()


if __name__ == "__main__":
    asyncio.run(main())
