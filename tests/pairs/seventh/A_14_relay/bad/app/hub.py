import anyio

from .frames import FrameSource, deadline, subscription


class Hub:
    def __init__(self, upstream, topic=b"quotes"):
        self.upstream = upstream
        self.topic = topic
        self.clients = set()

    async def serve(self, port, *, task_status=anyio.TASK_STATUS_IGNORED):  # expect: ASF418
        listener = await anyio.create_tcp_listener(local_port=port)
        await listener.serve(self._attach)

    async def _attach(self, client):
        self.clients.add(client)
        try:
            async with client:
                async for _ in client:
                    pass
        finally:
            self.clients.discard(client)

    async def _send(self, client, line):
        async with deadline(2) as scope:
            await client.send(line + b"\n")
        if scope.cancelled_caught:
            self.clients.discard(client)

    async def run(self):
        async with subscription(self.upstream, self.topic) as stream:
            source = FrameSource(stream)
            async for line in source.frames():
                if await source.checksum(line):  # expect: ASF312
                    for client in list(self.clients):
                        await self._send(client, line)
