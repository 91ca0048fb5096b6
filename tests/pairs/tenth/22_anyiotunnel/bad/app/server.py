from contextlib import asynccontextmanager

import anyio
from anyio.abc import TaskStatus


class Server:
    def __init__(self, port):
        self.port = port
        self.peers = set()

    async def serve(self, *, task_status: TaskStatus = anyio.TASK_STATUS_IGNORED):
        listener = await anyio.create_tcp_listener(local_port=self.port)
        task_status.started(self.port)
        await listener.serve(self.greet)

    async def greet(self, stream):
        async with stream:
            await stream.send(b"hello\n")


@asynccontextmanager
async def dial(host, port):
    stream = await anyio.connect_tcp(host, port)
    try:
        yield stream
    finally:
        await stream.aclose()


async def pump(stream, sink):
    async for chunk in stream:
        await sink(chunk)
