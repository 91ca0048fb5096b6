"""Queues of a mail filter, sized from the configuration."""
import asyncio
import logging
import queue
import threading

import anyio
import trio

log = logging.getLogger("filter")


class Config:
    backlog: int = 20
    workers: int = 2


class Filter:
    def __init__(self, config: Config) -> None:
        self.inbox: queue.Queue = queue.Queue(config.backlog)
        self.outbox: queue.Queue = queue.Queue()
        self.notices: queue.SimpleQueue = queue.SimpleQueue()
        self.alarms: asyncio.Queue = asyncio.Queue(maxsize=1)
        self.permits = threading.Semaphore(0)
        self.threads: list[threading.Thread] = []
        self.offset = -1

    def scan(self) -> None:
        while (mail := self.inbox.get()) is not None:
            self.outbox.put(mail.upper())
            self.permits.release()

    def run(self, mails: list[str]) -> list[str]:
        thread = threading.Thread(target=self.scan)
        thread.start()
        for mail in mails:
            self.inbox.put(mail)
        self.inbox.put(None)
        out = []
        for _ in mails:
            self.permits.acquire()
            out.append(self.outbox.get())
        thread.join()
        return out


class Queue:
    """A paged result list of the web interface."""

    def __init__(self, first: int, maxsize: int = 50) -> None:
        self.first = first
        self.maxsize = maxsize


def page() -> Queue:
    return Queue(0, maxsize=25)


async def exchange_trio(items: list) -> list:
    send, receive = trio.open_memory_channel(0)
    got = []

    async def push() -> None:
        async with send:
            for item in items:
                await send.send(item)

    async with trio.open_nursery() as nursery:
        nursery.start_soon(push)
        async for item in receive:
            got.append(item)
    return got


async def exchange_anyio(items: list) -> list:
    send, receive = anyio.create_memory_object_stream(0)
    got = []

    async def push() -> None:
        async with send:
            for item in items:
                await send.send(item)

    async with anyio.create_task_group() as tg, receive:
        tg.start_soon(push)
        async for item in receive:
            got.append(item)
    log.debug("%d items", len(got))
    return got
