import json

import anyio


class Sink:
    label = "sink"

    def __init__(self):
        self.pending = []

    async def accept(self, reading):
        self.pending.append(reading)
        if len(self.pending) >= 10:
            batch = self.pending[:]
            del self.pending[:]
            await self.write(batch)

    async def write(self, batch):
        raise NotImplementedError


class FileSink(Sink):
    label = "file"

    def __init__(self, path):
        super().__init__()
        self.path = path

    async def write(self, batch):
        async with await anyio.open_file(self.path, "a") as out:
            for reading in batch:
                await out.write(json.dumps(reading) + "\n")


class TcpSink(Sink):
    label = "tcp"

    def __init__(self, host, port):
        super().__init__()
        self.host = host
        self.port = port

    async def write(self, batch):
        async with await anyio.connect_tcp(self.host, self.port) as stream:
            await stream.send(json.dumps(batch).encode())
