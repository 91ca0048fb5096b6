"""Trio connection wrapper with both kinds of context manager."""
import trio


class Connection:
    def __init__(self, host, port):
        self.host = host
        self.port = port
        self.stream = None

    async def __enter__(self):  # expect: ASF315
        self.stream = await trio.open_tcp_stream(self.host, self.port)
        return self

    async def __exit__(self, *error):  # expect: ASF315
        await self.stream.aclose()


class Lines:
    def __init__(self, stream):
        self.stream = stream
        self.buffer = b""

    async def __aiter__(self):  # expect: ASF315
        await trio.lowlevel.checkpoint()
        return self

    async def __anext__(self):
        data = await self.stream.receive_some(1024)
        if not data:
            raise StopAsyncIteration
        return data

    async def __bool__(self):  # expect: ASF315
        await trio.lowlevel.checkpoint()
        return bool(self.buffer)
