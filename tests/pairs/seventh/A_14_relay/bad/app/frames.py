import contextlib

import anyio


class FrameSource:
    """Reads newline separated frames from a byte stream."""

    def __init__(self, stream, idle=30):
        self.stream = stream
        self.idle = idle
        self.buffer = b""

    async def frames(self):
        while True:
            with anyio.fail_after(self.idle):
                chunk = await self.stream.receive()
                self.buffer += chunk
                *lines, self.buffer = self.buffer.split(b"\n")
                for line in lines:
                    yield line  # expect: ASF314

    def checksum(self, line):
        return sum(line) & 0xFF


async def pump(source, send):
    async with send:
        async for line in source.frames():
            await send.send(line)


async def merged(sources):
    send, receive = anyio.create_memory_object_stream(16)
    async with anyio.create_task_group() as tg:
        for source in sources:
            tg.start_soon(pump, source, send.clone())
        send.close()
        async for line in receive:
            yield line  # expect: ASF314


@contextlib.asynccontextmanager
async def deadline(seconds):
    with anyio.move_on_after(seconds) as scope:
        yield scope


@contextlib.asynccontextmanager
async def subscription(stream, topic):
    await stream.send(b"SUB " + topic + b"\n")
    try:
        yield stream
    finally:
        await stream.send(b"UNSUB " + topic + b"\n")  # expect: ASF402
