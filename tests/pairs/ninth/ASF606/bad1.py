"""Task queues of a scraper: producers, consumers and a status page."""
import asyncio
import logging
import multiprocessing as mp
import queue
import threading
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("scraper")


class Frontier:
    def __init__(self, limit: int) -> None:
        self.urls: queue.Queue = queue.Queue(maxsize=limit)
        self.retry: queue.Queue = queue.Queue()
        self.lock = threading.Lock()
        self.visited: set[str] = set()

    def drain(self, fetch) -> int:
        count = 0
        while not self.urls.empty():
            url = self.urls.get()  # expect: ASF606
            with self.lock:
                if url in self.visited:
                    continue
                self.visited.add(url)
            fetch(url)
            count += 1
        return count

    def again(self, url: str) -> bool:
        pending = self.urls
        if pending.full():
            log.warning("frontier is full, dropping %s", url)
            return False
        pending.put_nowait(url)  # expect: ASF606
        return True

    def take_retry(self) -> str | None:
        return self.retry.get() if self.retry.qsize() > 0 else None  # expect: ASF606

    def run(self, fetch, workers: int) -> int:
        with ThreadPoolExecutor(workers) as pool:
            futures = [pool.submit(self.drain, fetch) for _ in range(workers)]
            extra = [pool.submit(self.take_retry) for _ in range(workers)]
            for future in extra:
                if (url := future.result()) is not None:
                    self.again(url)
            return sum(f.result() for f in futures)


class Feed:
    def __init__(self, session) -> None:
        self.session = session
        self.items: asyncio.Queue = asyncio.Queue(maxsize=200)

    async def pump(self) -> None:
        while not self.items.empty():
            await self.session.ping()
            item = self.items.get_nowait()  # expect: ASF606
            log.debug("item %r", item)

    async def run(self) -> None:
        async with asyncio.TaskGroup() as tg:
            for _ in range(4):
                tg.create_task(self.pump())


def consume(inbox) -> None:
    while not inbox.empty():
        log.info("got %s", inbox.get())  # expect: ASF606


def spread(paths: list[str]) -> None:
    ctx = mp.get_context("spawn")
    inbox = ctx.Queue()
    for path in paths:
        inbox.put(path)
    workers = [ctx.Process(target=consume, args=(inbox,)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    spread(["a.html", "b.html"])
