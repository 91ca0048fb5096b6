import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

from filelock import FileLock

_locks = {}


def lock_for(key):
    return _locks.setdefault(key, threading.Lock())


class Atlas:
    def __init__(self):
        self.guard = threading.Lock()
        self.tiles = {}

    def put(self, key, tile):
        with self.guard:
            self.tiles[key] = tile

    def save(self, path):
        with self.guard:
            text = repr(self.tiles)
        with FileLock(str(path) + ".lock"):
            path.write_text(text)


def total(values):
    lock = threading.Lock()
    result = [0]

    def add(value):
        with lock:
            result[0] += value

    with ThreadPoolExecutor(4) as pool:
        for _ in pool.map(add, values):
            pass
    return result[0]


async def crawl(urls, fetch):
    limit = asyncio.Semaphore(5)

    async def one(url):
        async with limit:
            return await fetch(url)

    return await asyncio.gather(*(one(url) for url in urls))


def update(key, work):
    with lock_for(key):
        work()


def make(cls):
    lock = threading.Lock()
    with lock:
        made = cls(lock)
    return made


async def shared(worker, count):
    turn = asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        for number in range(count):
            group.create_task(worker(number, turn))
    async with turn:
        await asyncio.sleep(0)
