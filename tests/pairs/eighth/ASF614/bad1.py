"""Nightly re-encoding of a podcast archive."""
import asyncio
import logging
import multiprocessing
import queue
import threading

log = logging.getLogger("podcast")
WORKERS = 4
_END = object()


def encode(episode: str) -> None:
    log.info("encoding %s", episode)


def encoder(episodes: queue.Queue) -> None:
    while True:
        episode = episodes.get()
        if episode is None:
            break
        encode(episode)


def encode_all(names: list[str]) -> None:
    episodes: queue.Queue = queue.Queue(maxsize=20)
    threads = [threading.Thread(target=encoder, args=(episodes,)) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for name in names:
        episodes.put(name)
    episodes.put(None)  # expect: ASF614
    for thread in threads:
        thread.join()


class Tagger:
    def __init__(self, parallel: int = 3) -> None:
        self._queue: queue.Queue = queue.Queue()
        self._threads = [threading.Thread(target=self._tag) for _ in range(parallel)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def submit(self, name: str) -> None:
        self._queue.put(name)

    def close(self) -> None:
        self._queue.put(_END)  # expect: ASF614
        for thread in self._threads:
            thread.join()

    def _tag(self) -> None:
        for name in iter(self._queue.get, _END):
            log.info("tagged %s", name)


async def uploader(files: asyncio.Queue, client) -> None:
    while (name := await files.get()) is not None:
        await client.upload(name)


async def upload_all(names: list[str], client) -> None:
    files: asyncio.Queue = asyncio.Queue(maxsize=10)
    async with asyncio.TaskGroup() as group:
        for _ in range(5):
            group.create_task(uploader(files, client))
        for name in [*names, None]:
            await files.put(name)  # expect: ASF614


def normalise(inbox) -> None:
    for name in iter(inbox.get, "STOP"):
        log.info("normalised %s", name)


def normalise_all(names: list[str]) -> None:
    context = multiprocessing.get_context("spawn")
    inbox = context.Queue()
    first = context.Process(target=normalise, args=(inbox,))
    second = context.Process(target=normalise, args=(inbox,))
    first.start()
    second.start()
    for name in names:
        inbox.put(name)
    inbox.put("STOP")  # expect: ASF614
    first.join()
    second.join()
