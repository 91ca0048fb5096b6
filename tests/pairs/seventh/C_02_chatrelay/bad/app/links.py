from .transport import Transport


class StreamLink(Transport):
    def __init__(self, peer, writer):
        super().__init__(peer)
        self.writer = writer

    async def send(self, text):
        self.writer.write(text.encode() + b"\n")
        await self.writer.drain()

    async def close(self):
        self.writer.close()
        await self.writer.wait_closed()
        await super().close()


class TranscriptLink(Transport):
    """A pretend member that keeps what was said."""

    def __init__(self, peer, limit=1000):
        super().__init__(peer)
        self.limit = limit
        self.lines = []

    def send(self, text):  # expect: ASF901
        self.lines.append(text)
        del self.lines[: -self.limit]

    def describe(self):
        return f"transcript of {len(self.lines)} lines"
