import asyncio


class DeviceClient:
    def __init__(self, host, loop=None):
        self.host = host
        self.loop = loop or asyncio.get_running_loop()
        self.writer = None
        self.reader = None

    async def open(self):
        self.reader, self.writer = await asyncio.open_connection(self.host, 502)
        return self

    async def request(self, frame):
        self.writer.write(frame)
        await self.writer.drain()
        return await self.reader.readexactly(8)

    async def close(self):
        if self.writer is not None:
            self.writer.close()
            await self.writer.wait_closed()

    def __del__(self):
        if self.writer is not None:
            self.loop.create_task(self.close())  # expect: ASF416

    async def __aenter__(self):
        return await self.open()

    async def __aexit__(self, *exc):
        await self.close()
