"""Telemetry collector: sockets in, database out."""
import asyncio
import logging
import queue
import threading
from asyncio import Queue as AsyncQueue
from math import inf

import anyio
import psycopg

log = logging.getLogger("collector")


class Collector:
    def __init__(self, sock, dsn: str) -> None:
        self.sock = sock
        self.dsn = dsn
        self.packets = queue.Queue()  # expect: ASF607
        self.stop = threading.Event()

    def listen(self) -> None:
        while not self.stop.is_set():
            packet, peer = self.sock.recvfrom(2048)
            self.packets.put((peer, packet))
        self.packets.put(None)

    def store(self) -> None:
        with psycopg.connect(self.dsn) as conn:
            while (entry := self.packets.get()) is not None:
                peer, packet = entry
                conn.execute("insert into raw values (%s, %s)", (peer[0], packet))
                conn.commit()

    def run(self) -> None:
        threads = [threading.Thread(target=t) for t in (self.listen, self.store)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


async def relay(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    lines: AsyncQueue[bytes | None] = AsyncQueue()  # expect: ASF607

    async def read() -> None:
        async for line in source:
            lines.put_nowait(line)
        lines.put_nowait(None)

    async def write() -> None:
        while (line := await lines.get()) is not None:
            sink.write(line)
            await sink.drain()
            await asyncio.sleep(0.01)

    async with asyncio.TaskGroup() as tg:
        tg.create_task(read())
        tg.create_task(write())


async def mirror(feed, uploader) -> None:
    send, receive = anyio.create_memory_object_stream(inf)  # expect: ASF607

    async def pull() -> None:
        async with send:
            async for item in feed:
                await send.send(item)

    async with anyio.create_task_group() as tg:
        tg.start_soon(pull)
        async with receive:
            async for item in receive:
                await uploader.upload(item)
                log.debug("uploaded %r", item)
