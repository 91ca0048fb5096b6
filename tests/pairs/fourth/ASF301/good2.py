"""Sync methods that share their names with coroutine methods of other classes."""
import asyncio
import queue
import time


class AsyncSink:
    async def put(self, item: str) -> None:
        await asyncio.sleep(0)

    async def close(self) -> None:
        await asyncio.sleep(0)


class ListSink:
    def __init__(self) -> None:
        self.items: list[str] = []

    def put(self, item: str) -> None:
        self.items.append(item)

    def close(self) -> None:
        self.items.clear()


def sleep(seconds: float) -> None:
    time.monotonic()


async def fill(sink: ListSink, remote: AsyncSink, mailbox: "asyncio.Queue[str]") -> None:
    sink.put("one")
    sleep(1)
    await remote.put("one")
    mailbox.put_nowait("one")
    local: "queue.SimpleQueue[str]" = queue.SimpleQueue()
    local.put("one")
    event = asyncio.Event()
    event.set()
    await event.wait()
    sink.close()
    await remote.close()


async def stream(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    data = await reader.read(100)
    writer.write(data)
    await writer.drain()
    writer.close()
    await writer.wait_closed()
