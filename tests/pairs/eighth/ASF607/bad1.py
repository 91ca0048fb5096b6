"""Crawls a news site and stores the articles."""
import asyncio
import logging
import queue
import threading

log = logging.getLogger("crawl")


class Store:
    def __init__(self, connection) -> None:
        self._rows = queue.Queue()  # expect: ASF607
        self._connection = connection
        self._writer = threading.Thread(target=self._write)

    def start(self) -> None:
        self._writer.start()

    def close(self) -> None:
        self._rows.put(None)
        self._writer.join()

    def feed(self, articles) -> None:
        for article in articles:
            self._rows.put((article.url, article.title))

    def _write(self) -> None:
        while (row := self._rows.get()) is not None:
            self._connection.execute("insert into article values (?, ?)", row)
            self._connection.commit()


async def produce(links, channel: asyncio.Queue) -> None:
    async for link in links:
        await channel.put(link)
    await channel.put(None)


async def consume(channel: asyncio.Queue, fetch) -> None:
    while True:
        link = await channel.get()
        if link is None:
            break
        page = await fetch(link)
        log.info("%s: %d bytes", link, len(page))


async def crawl(links, fetch) -> None:
    channel = asyncio.Queue()  # expect: ASF607
    async with asyncio.TaskGroup() as group:
        group.create_task(produce(links, channel))
        group.create_task(consume(channel, fetch))


def make_channel() -> queue.SimpleQueue:
    return queue.SimpleQueue()  # expect: ASF607


def tail(path: str, handle) -> None:
    lines = make_channel()

    def reader() -> None:
        with open(path) as source:
            for line in source:
                lines.put(line)
        lines.put("")

    thread = threading.Thread(target=reader)
    thread.start()
    while line := lines.get():
        handle.send(line)
        handle.wait_acknowledged()
    thread.join()
