import asyncio
from asyncio import CancelledError, Queue
from contextlib import suppress

import trio

QUIET = (CancelledError, ConnectionError)


class Sender:
    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writer = writer
        self.queue: Queue[bytes] = Queue(maxsize=100)

    async def drain_one(self) -> None:
        with suppress(CancelledError):  # expect: ASF401
            data = await self.queue.get()
            self.writer.write(data)
            await self.writer.drain()

    async def pump(self) -> None:
        try:
            while True:
                self.writer.write(await self.queue.get())
        except QUIET as error:  # expect: ASF401
            print("pump stopped:", error)


async def accept(listener: trio.SocketListener, retry: bool) -> trio.SocketStream | None:
    try:
        return await listener.accept()
    except trio.Cancelled:  # expect: ASF401
        if retry:
            raise
        return None
