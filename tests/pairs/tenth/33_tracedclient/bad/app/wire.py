import asyncio

from .contracts import Closing, Sender


class Wire(Sender, Closing):
    def __init__(self, host):
        self.host = host
        self.closed = asyncio.Event()

    async def send(self, topic, body):
        reader, writer = await asyncio.open_connection(self.host, 4222)
        writer.write(topic.encode() + b" " + body)
        await writer.drain()
        writer.close()
        return len(body)

    def encode(self, message):
        return repr(message).encode()

    async def stats(self):
        await asyncio.sleep(0)
        return {"host": self.host}

    def aclose(self):  # expect: ASF901
        self.closed.set()
