import asyncio


class Transport:
    """What a room needs from a connected peer."""

    def __init__(self, peer):
        self.peer = peer
        self.closed = asyncio.Event()

    async def send(self, text):
        raise NotImplementedError

    async def close(self):
        self.closed.set()

    def describe(self):
        return f"{type(self).__name__}({self.peer})"
