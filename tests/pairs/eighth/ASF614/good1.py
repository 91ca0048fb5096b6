"""Batch geocoding: several ways to end a set of workers."""
import asyncio
import logging
import queue
import threading

log = logging.getLogger("geocode")
WORKERS = 4


def geocode(addresses: queue.Queue) -> None:
    while True:
        address = addresses.get()
        if address is None:
            break
        log.info("geocoded %s", address)


def geocode_all(addresses: list[str]) -> None:
    todo: queue.Queue = queue.Queue(maxsize=20)
    threads = [threading.Thread(target=geocode, args=(todo,)) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for address in addresses:
        todo.put(address)
    for _ in threads:
        todo.put(None)
    for thread in threads:
        thread.join()


class Reverse:
    """Each worker hands the sentinel on to the next one."""

    def __init__(self, parallel: int) -> None:
        self._points: queue.Queue = queue.Queue()
        self._threads = [threading.Thread(target=self._work) for _ in range(parallel)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        self._points.put(None)
        for thread in self._threads:
            thread.join()

    def add(self, point: tuple[float, float]) -> None:
        self._points.put(point)

    def _work(self) -> None:
        while True:
            point = self._points.get()
            if point is None:
                self._points.put(None)
                return
            log.info("point %s", point)


class Writer:
    """One worker, one sentinel."""

    def __init__(self, path: str) -> None:
        self._rows: queue.Queue = queue.Queue()
        self._path = path
        self._thread = threading.Thread(target=self._write)

    def __enter__(self) -> "Writer":
        self._thread.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._rows.put(None)
        self._thread.join()

    def row(self, text: str) -> None:
        self._rows.put(text)

    def _write(self) -> None:
        with open(self._path, "a") as out:
            for text in iter(self._rows.get, None):
                out.write(text + "\n")


async def enrich(places: asyncio.Queue, fetch) -> None:
    while (place := await places.get()) is not None:
        log.info("%s: %s", place, await fetch(place))


async def enrich_all(names: list[str], fetch, parallel: int = 5) -> None:
    places: asyncio.Queue = asyncio.Queue(maxsize=10)
    async with asyncio.TaskGroup() as group:
        for _ in range(parallel):
            group.create_task(enrich(places, fetch))
        for name in names + [None] * parallel:
            await places.put(name)


async def enrich_some(names: list[str], fetch) -> None:
    """Workers are cancelled once the queue is joined."""
    places: asyncio.Queue = asyncio.Queue()

    async def worker() -> None:
        while True:
            name = await places.get()
            try:
                await fetch(name)
            finally:
                places.task_done()

    workers = [asyncio.create_task(worker()) for _ in range(3)]
    for name in names:
        places.put_nowait(name)
    await places.join()
    for task in workers:
        task.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
