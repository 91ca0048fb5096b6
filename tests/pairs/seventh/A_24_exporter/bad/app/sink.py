class Sink:
    def __init__(self, writer, path):
        self.writer = writer
        self.path = path
        self.size = 0

    async def write(self, text):
        data = text.encode()
        self.writer.write(data)
        self.size += len(data)
        return len(data)

    async def flush(self):
        await self.writer.drain()
        return 0

    def seal(self, digest):
        with open(self.path, "wb") as fh:
            fh.write(digest)
