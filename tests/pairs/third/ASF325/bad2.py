"""Protocol library that still passes its loop to every primitive."""
import asyncio
from asyncio import Queue


class Connection:
    def __init__(self, loop: asyncio.AbstractEventLoop, host: str) -> None:
        self.loop = loop
        self.host = host
        self.queue = Queue(maxsize=100, loop=loop)  # expect: ASF325
        self.closed = asyncio.Event(loop=loop)  # expect: ASF325

    async def connect(self, port: int) -> asyncio.StreamWriter:
        _, writer = await asyncio.open_connection(self.host, port, loop=self.loop)  # expect: ASF325
        return writer

    async def receive(self, timeout: float) -> bytes:
        return await asyncio.wait_for(self.queue.get(), timeout, loop=self.loop)  # expect: ASF325

    async def close(self, writer: asyncio.StreamWriter) -> None:
        writer.close()
        await writer.wait_closed()
        self.closed.set()


async def session(host: str) -> bytes:
    connection = Connection(asyncio.get_running_loop(), host)
    writer = await connection.connect(7000)
    data = await connection.receive(5)
    await connection.close(writer)
    return data


if __name__ == "__main__":
    print(asyncio.run(session("localhost")))
