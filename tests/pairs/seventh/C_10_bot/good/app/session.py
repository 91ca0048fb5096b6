import asyncio

from . import registry
from . import commands  # noqa: F401


class Link:
    def __init__(self, reader, writer):
        self.reader = reader
        self.writer = writer

    async def is_open(self):
        await asyncio.sleep(0)
        return not self.writer.is_closing()

    async def say(self, text):
        self.writer.write(text.encode() + b"\n")
        await self.writer.drain()


class Session:
    def __init__(self, link, interval=30):
        self.link = link
        self.interval = interval
        self.keepalive = None

    async def beat(self):
        while await self.link.is_open():
            await self.link.say("PING")
            await asyncio.sleep(self.interval)

    async def run(self):
        self.keepalive = asyncio.create_task(self.beat())
        try:
            async for raw in self.link.reader:
                name, _, rest = registry.clean(raw.decode()).partition(" ")
                await self.link.say(await registry.dispatch(name, rest))
        finally:
            self.keepalive.cancel()


async def main():
    reader, writer = await asyncio.open_connection("chat.example", 6667)
    await Session(Link(reader, writer)).run()


if __name__ == "__main__":
    asyncio.run(main())
