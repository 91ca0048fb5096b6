"""Transcoding pipeline with back-pressure."""
import asyncio
import logging
import queue
import threading

import anyio

log = logging.getLogger("transcode")

BACKLOG = 64


class Stage:
    def __init__(self, decoder, encoder) -> None:
        self.decoder = decoder
        self.encoder = encoder
        self.frames: queue.Queue = queue.Queue(BACKLOG)
        self.replies: queue.Queue = queue.Queue()

    def decode(self) -> None:
        for frame in self.decoder:
            self.frames.put(frame)
        self.frames.put(None)

    def encode(self) -> None:
        total = 0
        while (frame := self.frames.get()) is not None:
            total += self.encoder.write(frame)
        self.replies.put(total)

    def run(self) -> int:
        threads = [threading.Thread(target=t) for t in (self.decode, self.encode)]
        for thread in threads:
            thread.start()
        total = self.replies.get()
        for thread in threads:
            thread.join()
        return total


def walk(root) -> list[str]:
    todo: queue.Queue = queue.Queue()
    todo.put(root)
    names = []
    while not todo.empty():
        node = todo.get()
        names.append(node.name)
        for child in node.children:
            todo.put(child)
    return names


async def relay(reader: asyncio.StreamReader, sink) -> None:
    lines: asyncio.Queue = asyncio.Queue(maxsize=BACKLOG)

    async def read() -> None:
        async for line in reader:
            await lines.put(line)
        await lines.put(None)

    async with asyncio.TaskGroup() as tg:
        tg.create_task(read())
        while (line := await lines.get()) is not None:
            await sink.write(line)


async def mirror(feed, uploader) -> None:
    send, receive = anyio.create_memory_object_stream(BACKLOG)

    async def pull() -> None:
        async with send:
            async for item in feed:
                await send.send(item)

    async with anyio.create_task_group() as tg:
        tg.start_soon(pull)
        async with receive:
            async for item in receive:
                await uploader.upload(item)


def jobs_from(paths: list[str]) -> queue.Queue:
    jobs: queue.Queue = queue.Queue(maxsize=len(paths) + 1)
    for path in paths:
        jobs.put(path)
    log.info("%d jobs", jobs.qsize())
    return jobs
