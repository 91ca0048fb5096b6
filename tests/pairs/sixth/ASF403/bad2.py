import asyncio
from asyncio import CancelledError
from contextlib import asynccontextmanager


class Broker:
    def __init__(self) -> None:
        self.topics: dict[str, asyncio.Queue] = {}

    async def announce(self, text: str) -> None:
        for queue in list(self.topics.values()):
            await queue.put(text)

    async def __aenter__(self) -> "Broker":
        await self.announce("up")
        return self

    async def __aexit__(self, *exc_info) -> None:
        await self.announce("down")  # expect: ASF403


@asynccontextmanager
async def subscribed(broker: Broker, topic: str):
    broker.topics[topic] = asyncio.Queue()
    try:
        yield broker.topics[topic]
    finally:
        queue = broker.topics.pop(topic)
        await queue.join()  # expect: ASF403


async def listen(broker: Broker, topic: str) -> None:
    async with subscribed(broker, topic) as queue:
        try:
            while True:
                print(await queue.get())
                queue.task_done()
        except CancelledError:
            await broker.announce(f"{topic} lost a listener")  # expect: ASF403
            raise
