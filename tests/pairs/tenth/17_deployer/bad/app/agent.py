import asyncio


class Agent:
    def __init__(self, host):
        self.host = host
        self.lines = []
        self.stopping = asyncio.Event()

    async def poll(self):
        reader, writer = await asyncio.open_connection(self.host, 7007)
        try:
            while line := await reader.readline():
                self.lines.append(line)
        finally:
            writer.close()

    def poll_blocking(self):
        asyncio.run(self.poll())
