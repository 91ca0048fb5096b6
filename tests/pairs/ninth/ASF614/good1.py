"""Log import with several consumers per queue."""
import asyncio
import logging
import queue
import threading

log = logging.getLogger("import")

WORKERS = 3


class Pipeline:
    def __init__(self, store) -> None:
        self.store = store
        self.lines: queue.Queue = queue.Queue(maxsize=100)
        self.threads: list[threading.Thread] = []

    def _insert(self) -> None:
        while (line := self.lines.get()) is not None:
            self.store.insert(line)

    def run(self, lines: list[str]) -> None:
        self.threads = [threading.Thread(target=self._insert) for _ in range(WORKERS)]
        for thread in self.threads:
            thread.start()
        for line in lines:
            self.lines.put(line)
        for _ in self.threads:
            self.lines.put(None)
        for thread in self.threads:
            thread.join()


class Relay:
    """The sentinel is handed on by whoever takes it."""

    def __init__(self, sink) -> None:
        self.sink = sink
        self.items: queue.Queue = queue.Queue()

    def _send(self) -> None:
        while True:
            item = self.items.get()
            if item is None:
                self.items.put(None)
                return
            self.sink.send(item)

    def run(self, items: list) -> None:
        threads = [threading.Thread(target=self._send) for _ in range(WORKERS)]
        for thread in threads:
            thread.start()
        for item in items:
            self.items.put(item)
        self.items.put(None)
        for thread in threads:
            thread.join()


def single(items: list, sink) -> None:
    todo: queue.Queue = queue.Queue(maxsize=4)

    def work() -> None:
        for item in iter(todo.get, None):
            sink.send(item)

    thread = threading.Thread(target=work)
    thread.start()
    for item in items:
        todo.put(item)
    todo.put(None)
    thread.join()


async def publish(items: list, client) -> None:
    todo: asyncio.Queue = asyncio.Queue(maxsize=10)

    async def worker() -> None:
        while (item := await todo.get()) is not None:
            await client.publish(item)

    async with asyncio.TaskGroup() as tg:
        for _ in range(WORKERS):
            tg.create_task(worker())
        for item in items:
            await todo.put(item)
        for _ in range(WORKERS):
            await todo.put(None)
    log.info("published %d", len(items))
