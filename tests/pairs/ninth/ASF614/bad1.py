"""Batch converters with sentinel-terminated workers."""
import asyncio
import logging
import multiprocessing as mp
import queue
import threading

log = logging.getLogger("convert")

N_WORKERS = 4
DONE = object()


class Converter:
    def __init__(self, codec) -> None:
        self.codec = codec
        self.jobs: queue.Queue = queue.Queue(maxsize=20)
        self.threads = [threading.Thread(target=self._work) for _ in range(N_WORKERS)]

    def _work(self) -> None:
        while True:
            job = self.jobs.get()
            if job is DONE:
                break
            self.codec.convert(job)

    def run(self, jobs: list[str]) -> None:
        for thread in self.threads:
            thread.start()
        for job in jobs:
            self.jobs.put(job)
        self.jobs.put(DONE)  # expect: ASF614
        for thread in self.threads:
            thread.join()


def shrink(inbox) -> None:
    for path in iter(inbox.get, None):
        log.info("shrinking %s", path)


def shrink_all(paths: list[str]) -> None:
    context = mp.get_context("spawn")
    inbox = context.Queue(maxsize=8)
    first, second, third = (context.Process(target=shrink, args=(inbox,)) for _ in range(3))
    first.start()
    second.start()
    third.start()
    for path in paths:
        inbox.put(path)
    for _ in range(2):
        inbox.put(None)  # expect: ASF614
    first.join()
    second.join()
    third.join()


async def publish(items: list[dict], client) -> None:
    todo: asyncio.Queue = asyncio.Queue(maxsize=10)

    async def worker() -> None:
        while (item := await todo.get()) is not None:
            await client.publish(item)

    async with asyncio.TaskGroup() as tg:
        for _ in range(N_WORKERS):
            tg.create_task(worker())
        for item in items:
            await todo.put(item)
        await todo.put(None)  # expect: ASF614


def main(codec, paths: list[str]) -> None:
    Converter(codec).run(paths)
    shrink_all(paths)


if __name__ == "__main__":
    shrink_all(["a.jpg", "b.jpg"])
