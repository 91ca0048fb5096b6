import asyncio

import trio


class Poller:
    def __init__(self, client) -> None:
        self.client = client
        self.actions = {
            "ping": lambda: self.ping(),
            "pull": self.pull,
        }

    async def ping(self) -> str:
        return await self.client.get("/ping")

    async def pull(self) -> str:
        return await self.client.get("/pull")

    def action(self, name: str):
        return self.ping() if name == "ping" else self.pull()

    async def run(self, names: list[str]) -> list[str]:
        first = await self.action(names[0])
        rest = [await self.actions[name]() for name in names[1:]]
        return [first, *rest]


async def produce(channel: "trio.MemorySendChannel[int]", done: trio.Event) -> None:
    channel.send_nowait(1)
    done.set()
    await trio.lowlevel.checkpoint()


async def fill(jobs: asyncio.Queue, numbers: list[int]) -> None:
    for number in numbers:
        jobs.put_nowait(number)
    await jobs.join()
