import asyncio
import json


class Transport:
    def __init__(self, host, port):
        self.host = host
        self.port = port
        self.reader = None
        self.writer = None

    async def connect(self):
        self.reader, self.writer = await asyncio.open_connection(self.host, self.port)

    async def reconnect(self):
        self.writer.close()
        await asyncio.sleep(1)
        await self.connect()

    async def send(self, **message):
        self.writer.write(json.dumps(message).encode() + b"\n")
        await self.writer.drain()

    async def messages(self):
        async for line in self.reader:
            yield json.loads(line)

    async def latency(self):
        started = asyncio.get_running_loop().time()
        await self.send(type="ping")
        return asyncio.get_running_loop().time() - started
