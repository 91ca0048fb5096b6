import asyncio


class Connection:
    def __init__(self) -> None:
        self.ready = False
        self.transport = None

    def connection_made(self, transport) -> None:
        self.transport = transport
        self.ready = True

    async def send(self, data: bytes) -> None:
        while not self.ready:  # expect: ASF111
            pass
        self.transport.write(data)
        await asyncio.sleep(0)
