"""Queue consumer that never wants to stop because of one message."""
import asyncio
from dataclasses import dataclass


@dataclass
class Message:
    topic: str
    body: str


class Consumer:
    def __init__(self, queue: "asyncio.Queue[Message]") -> None:
        self.queue = queue
        self.handled = 0

    async def handle(self, message: Message) -> None:
        await asyncio.sleep(0.01)
        if not message.topic:
            raise ValueError(message.body)

    async def run(self) -> None:
        while True:
            message = await self.queue.get()
            try:
                await self.handle(message)
            finally:
                self.handled += 1
                continue  # expect: ASF404

    async def one(self) -> int:
        message = await self.queue.get()
        try:
            await self.handle(message)
        finally:
            match message.topic:
                case "stop":
                    return 0  # expect: ASF404
                case _:
                    print("next")
        return 1


async def main() -> None:
    queue: asyncio.Queue[Message] = asyncio.Queue(10)
    await queue.put(Message("stop", "now"))
    print(await Consumer(queue).one())


if __name__ == "__main__":
    asyncio.run(main())
