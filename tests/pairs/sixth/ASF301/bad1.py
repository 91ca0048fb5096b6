import asyncio
import json


class Protocol:
    """Line-based JSON protocol over a stream."""

    def __init__(self, reader, writer):
        self.reader = reader
        self.writer = writer
        self.outbox = asyncio.Queue()

    async def send(self, message):
        self.writer.write(json.dumps(message).encode() + b"\n")
        self.writer.drain()  # expect: ASF301

    async def enqueue(self, message):
        self.outbox.put(message)  # expect: ASF301

    async def goodbye(self, reason):
        self.send({"type": "bye", "reason": reason})  # expect: ASF301
        self.writer.close()
        await self.writer.wait_closed()

    async def pump(self):
        while True:
            message = await self.outbox.get()
            await self.send(message)


async def main():
    reader, writer = await asyncio.open_connection("localhost", 7777)
    protocol = Protocol(reader, writer)
    async with asyncio.timeout(5):
        await protocol.enqueue({"type": "hello"})
        await protocol.goodbye("done")


asyncio.run(main())
