import asyncio


class Link:
    def __init__(self, host):
        self.host = host
        self.up = False
        self.came_up = asyncio.Event()

    @property
    def ready(self):
        return self.up

    async def connect(self):
        reader, writer = await asyncio.open_connection(self.host, 502)
        self.up = True
        self.came_up.set()
        return reader, writer
