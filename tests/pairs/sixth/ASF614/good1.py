import asyncio
import queue
import threading

WORKERS = 4
DONE = object()


class Resizer:
    def __init__(self, resize):
        self._resize = resize
        self._todo = queue.Queue(64)

    def _work(self):
        while True:
            path = self._todo.get()
            if path is None:
                break
            self._resize(path)

    def run(self, paths):
        threads = [threading.Thread(target=self._work) for _ in range(WORKERS)]
        for thread in threads:
            thread.start()
        for path in paths:
            self._todo.put(path)
        for _ in threads:
            self._todo.put(None)
        for thread in threads:
            thread.join()


class PassedOn(Resizer):
    def _work(self):
        while True:
            path = self._todo.get()
            if path is None:
                self._todo.put(None)
                break
            self._resize(path)


def single(paths, show):
    box = queue.Queue()

    def consume():
        for path in iter(box.get, None):
            show(path)

    thread = threading.Thread(target=consume)
    thread.start()
    for path in paths:
        box.put(path)
    box.put(None)
    thread.join()


async def crawl(urls, fetch):
    while (url := await urls.get()) is not DONE:
        await fetch(url)


async def run(urls, fetch, size=8):
    todo = asyncio.Queue(100)
    async with asyncio.TaskGroup() as group:
        for _ in range(size):
            group.create_task(crawl(todo, fetch))
        for url in urls:
            await todo.put(url)
        for _ in range(size):
            await todo.put(DONE)
